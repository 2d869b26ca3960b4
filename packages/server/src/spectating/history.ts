import type { ArenaState } from "@fray/shared-state/schema/arena-state";
import type { World } from "@fray/shared-state/simulation/world";

import { keepMoment, type Emote, type Moment } from "./moment.ts";

/** The last ticks of a room, as many as spectators are behind it. */
export class History {
  readonly #moments: Moment[] = [];
  readonly #length: number;
  /** Shown since the last tick. */
  #emotes: Emote[] = [];

  /** `ticks` is how far back it goes. */
  constructor(ticks: number) {
    this.#length = ticks + 1;
  }

  /** The oldest moment there is; undefined before the first that is kept. */
  get oldest(): Moment | undefined {
    return this.#moments[0];
  }

  /** Whether the oldest moment is as old as it is to be. */
  get isComplete(): boolean {
    return this.#moments.length === this.#length;
  }

  /** Ticks between the oldest moment and the newest. */
  get ticks(): number {
    return Math.max(0, this.#moments.length - 1);
  }

  /** Forgets all of it. */
  clear(): void {
    this.#moments.length = 0;
    this.#emotes = [];
  }

  /** Somebody shows an emote; it belongs to the tick that comes. */
  noteEmote(emote: Emote): void {
    this.#emotes.push(emote);
  }

  /** Keeps how things are after a tick of `world`. */
  keep(state: ArenaState, world: Pick<World, "tick" | "arena" | "events">): void {
    const spare = this.#moments.length === this.#length ? this.#moments.shift() : undefined;
    this.#moments.push(keepMoment(state, world, this.#emotes, spare));
    this.#emotes = [];
  }
}
