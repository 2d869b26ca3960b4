import { GlyphIcon } from "../../icons/glyph-icon.tsx";
import { ICONS } from "../../icons/icons.ts";
import { goalOf } from "../../words/goals.ts";
import type { Moment, Part } from "../moment.ts";
import { Panel } from "../parts/panel.ts";
import { announcementOf, type Announcement } from "./announcement-of.ts";
import "./announcements.css";

const SHOWN_MS = 3200;
/** A line is shown at least this long while others wait. */
const SHORTEST_MS = 1200;
const MAX_WAITING = 3;

/**
 * Announcements that concern everybody, one line at a time at the top of the screen. Whenever the player's body
 * appears, the goal of the mode comes before all of them.
 */
export class Announcements implements Part {
  readonly #panel: Panel<LineProps>;
  #waiting: Announcement[] = [];
  #shown: Announcement | undefined;
  #since = -Infinity;
  #count = 0;
  #wasAlive = false;

  constructor(parent: HTMLElement) {
    this.#panel = new Panel(parent, Line, ({ clips }) => ({
      // A clip says there what it shows.
      line: clips?.isShown === true ? undefined : this.#shown,
      number: this.#count,
    }));
  }

  update(moment: Moment): void {
    const { frame, now } = moment;
    for (const event of frame.events) {
      const line = announcementOf(event, moment);
      if (line) this.#waiting = [...this.#waiting, line].slice(-MAX_WAITING);
    }
    const age = now - this.#since;
    if (age > SHOWN_MS) this.#shown = undefined;
    if (this.#hasSpawned(moment)) this.#show({ ...goalOf(frame.round), tone: "plain" }, now);
    else if (this.#waiting.length > 0 && (this.#shown === undefined || age > SHORTEST_MS)) {
      this.#show(this.#waiting.shift(), now);
    }
    this.#panel.update(moment);
  }

  dispose(): void {
    this.#panel.dispose();
  }

  /** Whether the body has appeared since the last frame: the player has joined, respawned, or a round has begun. */
  #hasSpawned({ frame: { self, events } }: Moment): boolean {
    const wasAlive = this.#wasAlive;
    this.#wasAlive = self?.alive ?? false;
    if (!this.#wasAlive) return false;
    return !wasAlive || events.some((event) => event.type === "spawn" && event.me);
  }

  #show(line: Announcement | undefined, now: number): void {
    this.#shown = line;
    this.#since = now;
    this.#count++;
  }
}

interface LineProps {
  readonly line: Announcement | undefined;
  /** Distinguishes two consecutive lines with the same text. */
  readonly number: number;
}

function Line({ line, number }: LineProps) {
  return (
    <div class="announcements" role="status">
      {line && (
        <p key={number} class={`announcement ${line.tone}`}>
          <GlyphIcon glyph={ICONS[line.icon]} size={20} />
          {line.text}
        </p>
      )}
    </div>
  );
}
