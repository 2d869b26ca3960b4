import type { ArenaState } from "@fray/shared-state/schema/arena-state";
import type { World } from "@fray/shared-state/simulation/world";

import { keepMoment, type Emote, type Moment } from "./moment.ts";

/** The last ticks of a room: as many as spectators are behind, or more. */
export class History {
  readonly #moments: Moment[] = [];
  /** Number of moments from the one that spectators see to the present one. */
  readonly #behind: number;
  readonly #length: number;
  /** Emotes since the last tick. */
  #emotes: Emote[] = [];

  /** `ticks` is the number of ticks that spectators are behind, and `kept` the number that is kept, if that is more. */
  constructor(ticks: number, kept = 0) {
    this.#behind = ticks + 1;
    this.#length = Math.max(ticks, kept) + 1;
  }

  /** The moment that spectators see; undefined before the first moment is recorded. */
  get delayed(): Moment | undefined {
    return this.#moments[Math.max(0, this.#moments.length - this.#behind)];
  }

  /** Whether the history is as long as the delay. */
  get isComplete(): boolean {
    return this.#moments.length >= this.#behind;
  }

  /** Ticks between the moment that spectators see and the newest. */
  get ticks(): number {
    return Math.max(0, Math.min(this.#behind, this.#moments.length) - 1);
  }

  /** All moments that are kept, oldest first. */
  get moments(): readonly Moment[] {
    return this.#moments;
  }

  /** Removes all moments. */
  clear(): void {
    this.#moments.length = 0;
    this.#emotes = [];
  }

  /** Records an emote as part of the next tick. */
  noteEmote(emote: Emote): void {
    this.#emotes.push(emote);
  }

  /** Records a moment after a tick of `world`. `version` is that of the state's common part, if it has one. */
  keep(state: ArenaState, world: Pick<World, "tick" | "arena" | "events">, version: number | undefined): void {
    const before = this.#moments.at(-1);
    const oldest = this.#moments.length === this.#length ? this.#moments.shift() : undefined;
    const isShared = oldest?.scores === this.#moments[0]?.scores;
    const spare = { bodies: oldest?.bodies, scores: isShared ? undefined : oldest?.scores };
    this.#moments.push(keepMoment(state, world, { version, emotes: this.#emotes, before, ...spare }));
    this.#emotes = [];
  }
}
