import type { ArenaState } from "@fray/shared-state/schema/arena-state";
import type { Player } from "@fray/shared-state/schema/player";
import { removeFighter } from "@fray/shared-state/simulation/world";

import type { Rounds } from "../match/rounds.ts";
import type { Seat } from "../seats/seat.ts";
import type { Audience } from "../spectating/audience.ts";

/** How those in a room get into the fight and out of it. */
export class Fighting {
  readonly #state: ArenaState;
  readonly #rounds: Rounds;
  readonly #audience: Audience;
  readonly #createBody: (id: number) => Player;

  constructor(state: ArenaState, rounds: Rounds, audience: Audience, createBody: (id: number) => Player) {
    this.#state = state;
    this.#rounds = rounds;
    this.#audience = audience;
    this.#createBody = createBody;
  }

  /** Gives somebody a body, which spawns with the next tick. */
  enter(seat: Seat): void {
    const { sessionId, roster } = seat;
    const player = this.#createBody(roster.id);
    seat.player = player;
    seat.bank.reset();
    roster.spectator = false;
    this.#state.players.set(sessionId, player);
    this.#rounds.join(player);
    this.#audience.embody(sessionId, player);
  }

  /** Takes somebody's body, if they have one, out of the arena. What it fired flies on. */
  leave(seat: Seat): void {
    const { player, sessionId, roster } = seat;
    if (!player) return;
    seat.player = undefined;
    roster.spectator = true;
    roster.team = 0;
    removeFighter(this.#rounds.world, player.id);
    this.#audience.forget(player);
    this.#state.players.delete(sessionId);
  }
}
