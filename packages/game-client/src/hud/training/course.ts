import { hintOf, type HintName } from "../fight/hints.ts";
import type { Moment } from "../moment.ts";

/** How long a training lasts, in ms. */
export const TRAINING_MS = 60_000;

export interface Step {
  readonly name: HintName | "kill";
  readonly isDone: boolean;
}

export const STEP_NAMES = [
  "move",
  "fire",
  "dash",
  "special",
  "pads",
  "kill",
] as const satisfies readonly Step["name"][];

/** The steps of a training: each is done once, in any order, within a minute from the first moment of the body. */
export class Course {
  readonly #done = new Set<Step["name"]>();
  #endsAt: number | undefined;
  #from: { readonly x: number; readonly y: number } | undefined;
  #now = 0;

  see(moment: Moment): void {
    const { self, events } = moment.frame;
    this.#now = moment.now;
    if (self?.alive !== true) {
      this.#from = undefined;
      return;
    }
    this.#endsAt ??= moment.now + TRAINING_MS;
    if (this.isOver) return;
    const from = (this.#from ??= { x: self.x, y: self.y });
    for (const name of STEP_NAMES) {
      const isDone = name === "kill" ? events.some(isOwnKill) : hintOf(name).isDone(moment, from);
      if (isDone) this.#done.add(name);
    }
  }

  get steps(): readonly Step[] {
    return STEP_NAMES.map((name) => ({ name, isDone: this.#done.has(name) }));
  }

  /** Whole seconds that are left; the whole minute before the body appears. */
  get secondsLeft(): number {
    return Math.max(0, Math.ceil(((this.#endsAt ?? this.#now + TRAINING_MS) - this.#now) / 1000));
  }

  get isOver(): boolean {
    return this.#done.size === STEP_NAMES.length || this.secondsLeft === 0;
  }
}

const isOwnKill = (event: Moment["frame"]["events"][number]): boolean =>
  event.type === "death" && event.mine && !event.me;
