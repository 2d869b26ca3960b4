import type { TeamMark } from "@fray/shared-state/protocol/party";

import type { MarkView } from "./frame.ts";

/** How long a mark is shown, in ms. */
const SHOWN_MS = 6000;

/** The marks of the own team, one per fighter: a new one replaces the last. */
export class TeamMarks {
  readonly #marks = new Map<number, TeamMark & { readonly since: number }>();

  /** `now` is in ms. */
  add(mark: TeamMark, now: number): void {
    this.#marks.delete(mark.id);
    this.#marks.set(mark.id, { ...mark, since: now });
  }

  clear(): void {
    this.#marks.clear();
  }

  /** Returns what is shown at `now` in ms. */
  views(now: number): readonly MarkView[] {
    for (const [id, { since }] of this.#marks) if (now - since > SHOWN_MS) this.#marks.delete(id);
    return Array.from(this.#marks.values(), ({ id, x, y, since }) => ({
      id,
      x,
      y,
      age: Math.max(0, now - since) / SHOWN_MS,
    }));
  }
}
