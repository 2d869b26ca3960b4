import { NEVER_TICK } from "@fray/shared-state/match/rounds";
import type { ArenaState } from "@fray/shared-state/schema/arena-state";
import type { Player } from "@fray/shared-state/schema/player";
import { copyFighter } from "@fray/shared-state/simulation/body";
import { forfeit } from "@fray/shared-state/simulation/forfeit";
import { removeFighter, replaceFighter } from "@fray/shared-state/simulation/world";

import type { Interest } from "../interest/interest.ts";
import type { Rounds } from "../match/rounds.ts";
import type { Seat } from "../seats/seat.ts";

/** How those in a room get into the fight and out of it. */
export class Fighting {
  readonly #state: ArenaState;
  readonly #rounds: Rounds;
  readonly #interest: Interest;
  readonly #createBody: (id: number) => Player;
  /** Tick in which those respawn who left while dead, by identity: leaving and coming back is no faster than waiting. */
  readonly #respawns = new Map<string, number>();

  constructor(state: ArenaState, rounds: Rounds, interest: Interest, createBody: (id: number) => Player) {
    this.#state = state;
    this.#rounds = rounds;
    this.#interest = interest;
    this.#createBody = createBody;
  }

  /** Gives somebody a body, which spawns with the next tick, or after `rest` in s. */
  enter(seat: Seat, rest = 0): void {
    const { sessionId, roster } = seat;
    const player = this.#createBody(roster.id);
    seat.player = player;
    seat.bank.reset();
    roster.spectator = false;
    this.#state.players.set(sessionId, player);
    this.#rounds.join(player);
    const { tick, dt } = this.#rounds.world;
    const due = Math.max(tick + Math.ceil(rest / dt), this.#respawns.get(roster.playerId) ?? 0);
    player.respawnTick = Math.max(player.respawnTick, due);
    this.#interest.embody(sessionId, player);
  }

  /**
   * Takes somebody's body, if they have one, out of the arena. What it fired flies on. Leaving soon after damage is a death,
   * whatever the reason: a client can bring about each of them. Only a lost connection is not leaving, and the host's own bots
   * leave to make room.
   */
  leave(seat: Seat): void {
    const { player, sessionId, roster } = seat;
    if (!player) return;
    if (seat.client && !roster.backfill) forfeit(this.#rounds.world, player);
    this.#rememberRespawn(roster.playerId, player);
    seat.player = undefined;
    roster.spectator = true;
    roster.team = 0;
    removeFighter(this.#rounds.world, player.id);
    this.#interest.forget(player);
    this.#state.players.delete(sessionId);
  }

  /** Gives the body of one seat, as it is, to another seat of the same person and the same id. */
  handOver(from: Seat, to: Seat): void {
    const { player } = from;
    if (!player) return;
    // A new object under the new session: the views of the old session know the old one.
    const body = Object.assign(this.#createBody(player.id), copyFighter(player));
    from.player = undefined;
    to.player = body;
    this.#interest.forget(player);
    this.#state.players.delete(from.sessionId);
    this.#state.players.set(to.sessionId, body);
    replaceFighter(this.#rounds.world, body);
    this.#interest.embody(to.sessionId, body);
  }

  #rememberRespawn(playerId: string, { alive, respawnTick }: Player): void {
    const { tick } = this.#rounds.world;
    for (const [id, due] of this.#respawns) if (due <= tick) this.#respawns.delete(id);
    // Between rounds nobody respawns before the next one, which spawns everybody.
    if (playerId && !alive && respawnTick > tick && respawnTick !== NEVER_TICK)
      this.#respawns.set(playerId, respawnTick);
  }
}
