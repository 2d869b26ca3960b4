import { GlyphIcon } from "../../icons/glyph-icon.tsx";
import { ICONS } from "../../icons/icons.ts";
import type { Moment, Part } from "../moment.ts";
import { Panel } from "../parts/panel.ts";
import { announcementOf, type Announcement } from "./announcement-of.ts";
import "./announcements.css";

const SHOWN_MS = 3200;
/** A line is shown at least this long while others wait. */
const SHORTEST_MS = 1200;
const MAX_WAITING = 3;

/** Announcements that concern everybody, one line at a time at the top of the screen. */
export class Announcements implements Part {
  readonly #panel: Panel<LineProps>;
  #waiting: Announcement[] = [];
  #shown: Announcement | undefined;
  #since = -Infinity;
  #count = 0;

  constructor(parent: HTMLElement) {
    this.#panel = new Panel(parent, Line, () => ({ line: this.#shown, number: this.#count }));
  }

  update(moment: Moment): void {
    for (const event of moment.frame.events) {
      const line = announcementOf(event, moment);
      if (line) this.#waiting = [...this.#waiting, line].slice(-MAX_WAITING);
    }
    const age = moment.now - this.#since;
    if (age > SHOWN_MS) this.#shown = undefined;
    if (this.#waiting.length > 0 && (this.#shown === undefined || age > SHORTEST_MS)) {
      this.#shown = this.#waiting.shift();
      this.#since = moment.now;
      this.#count++;
    }
    this.#panel.update(moment);
  }

  dispose(): void {
    this.#panel.dispose();
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
