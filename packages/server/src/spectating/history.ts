import type { ArenaState } from "@fray/shared-state/schema/arena-state";
import type { World } from "@fray/shared-state/simulation/world";

import { keepMoment, type Emote, type Moment } from "./moment.ts";

/** The last ticks of a room, as many as spectators are behind. */
export class History {
  readonly #moments: Moment[] = [];
  readonly #length: number;
  /** Emotes since the last tick. */
  #emotes: Emote[] = [];

  /** `ticks` is the number of ticks that spectators are behind. */
  constructor(ticks: number) {
    this.#length = ticks + 1;
  }

  /** The oldest moment; undefined before the first moment is recorded. */
  get oldest(): Moment | undefined {
    return this.#moments[0];
  }

  /** Whether the history is as long as the delay. */
  get isComplete(): boolean {
    return this.#moments.length === this.#length;
  }

  /** Ticks between the oldest moment and the newest. */
  get ticks(): number {
    return Math.max(0, this.#moments.length - 1);
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
