import type { BotNote } from "../protocol/bot-note.ts";
import { MARKS_PER_SECOND, MAX_MARKS, markText, type BotMark } from "./bot-mark.ts";

/** Makes marks of what the bots of one round say of themselves, and leaves out what is too much. */
export class NoteKeeper {
  readonly #tickRate: number;
  /** For each bot, the ticks of its last marks. */
  readonly #marked = new Map<number, readonly number[]>();
  #left = MAX_MARKS;

  /** `tickRate` is the number of steps per second. */
  constructor(tickRate: number) {
    this.#tickRate = tickRate;
  }

  /** Returns what is kept of a note. `ordinal` is the number of the member who said it in `tick`. */
  keep(ordinal: number, tick: number, { say, mark }: BotNote): BotMark[] {
    const marks = [
      ...(say === undefined ? [] : [{ ordinal, tick, text: markText(say), place: undefined }]),
      ...(mark ? [{ ordinal, tick, text: markText(mark.text), place: { x: mark.x, y: mark.y } }] : []),
    ];
    return marks.filter(({ text, place }) => (text !== "" || place) && this.#spend(ordinal, tick));
  }

  #spend(ordinal: number, tick: number): boolean {
    const recent = (this.#marked.get(ordinal) ?? []).filter((before) => before > tick - this.#tickRate);
    if (recent.length >= MARKS_PER_SECOND || this.#left === 0) return false;
    this.#left--;
    this.#marked.set(ordinal, [...recent, tick]);
    return true;
  }
}
