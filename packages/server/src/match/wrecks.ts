import type { RosterEntry } from "@fray/shared-state/schema/roster-entry";

/** Longer than a page waits before it comes back. */
const KEPT_MS = 30_000;
const MAX_KEPT = 8;

export type Standing = Pick<RosterEntry, "team" | "score" | "kills" | "deaths">;

/** What is left of a round whose room failed: enough to go on with it in another. */
export interface Wreck {
  /** Its place in the rotation. */
  readonly turn: number;
  /** Time in s that was left of it. */
  readonly secondsLeft: number;
  /** Of team 1 and team 2. */
  readonly teamScores: readonly number[];
  /** How people stood, by identity. */
  readonly standings: ReadonlyMap<string, Standing>;
}

/** The wrecks of this process, until a room takes them over or nobody comes back. Times in ms. */
export class Wrecks {
  #kept: { readonly wreck: Wreck; readonly until: number }[] = [];

  leave(wreck: Wreck, now: number): void {
    this.#kept = [...this.#kept, { wreck, until: now + KEPT_MS }].slice(-MAX_KEPT);
  }

  /** The one that has waited longest, for a room that opens now. */
  take(now: number): Wreck | undefined {
    this.#kept = this.#kept.filter(({ until }) => until > now);
    return this.#kept.shift()?.wreck;
  }
}
