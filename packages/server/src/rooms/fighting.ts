import { NEVER_TICK } from "@fray/shared-state/match/rounds";
import type { ArenaState } from "@fray/shared-state/schema/arena-state";
import type { Player } from "@fray/shared-state/schema/player";
import { copyFighter, type Fighter } from "@fray/shared-state/simulation/body";
import { restoreFighter } from "@fray/shared-state/simulation/fighter-snapshot";
import { forfeit } from "@fray/shared-state/simulation/forfeit";
import { removeFighter, replaceFighter } from "@fray/shared-state/simulation/world";

import type { Rounds } from "../match/rounds.ts";
import type { RoomRecording } from "../replays/room-recording.ts";
import type { Session } from "../sessions/session.ts";
import type { Audience } from "../spectating/audience.ts";

interface Room {
  readonly state: ArenaState;
  readonly rounds: Rounds;
  readonly audience: Audience;
  readonly recording: RoomRecording;
}

/** Lets sessions enter and leave the fight of a room. */
export class Fighting {
  readonly #state: ArenaState;
  readonly #rounds: Rounds;
  readonly #audience: Audience;
  readonly #createBody: (id: number) => Player;
  readonly #recording: RoomRecording;
  /** Respawn tick of players who left while dead, by identity. So a return to the fight is no faster than waiting. */
  readonly #respawns = new Map<string, number>();

  constructor({ state, rounds, audience, recording }: Room, createBody: (id: number) => Player) {
    this.#recording = recording;
    this.#state = state;
    this.#rounds = rounds;
    this.#audience = audience;
    this.#createBody = createBody;
  }

  /** Gives a session a body. It spawns in the next tick, or `rest` s later. */
  enter(session: Session, rest = 0): void {
    const { sessionId, roster } = session;
    const player = this.#createBody(roster.id);
    session.player = player;
    session.bank.reset();
    roster.spectator = false;
    this.#state.players.set(sessionId, player);
    this.#rounds.join(player);
    const { tick, dt } = this.#rounds.world;
    const due = Math.max(tick + Math.ceil(rest / dt), this.#respawns.get(roster.playerId) ?? 0);
    player.respawnTick = Math.max(player.respawnTick, due);
    this.#recording.enter(player);
    this.#audience.embody(sessionId, player);
  }

  /**
   * Removes a session's body from the arena, if it has one. Its projectiles fly on. Leaving soon after damage counts
   * as a death for every reason, because a client can cause every reason. Exceptions are a lost connection, and the
   * host's own bots, which leave to free a place.
   */
  leave(session: Session): void {
    const { player, sessionId, roster } = session;
    if (!player) return;
    const isForfeit = session.client !== undefined && !roster.backfill;
    if (isForfeit) forfeit(this.#rounds.world, player);
    this.#recording.exit(player.id, isForfeit);
    this.#rememberRespawn(roster.playerId, player);
    session.player = undefined;
    roster.spectator = true;
    roster.team = 0;
    removeFighter(this.#rounds.world, player.id);
    this.#audience.forget(player);
    this.#state.players.delete(sessionId);
    this.#audience.settle(sessionId);
  }

  /** Hands the body of one session over to another session of the same person with the same id. */
  handOver(from: Session, to: Session): void {
    const { player } = from;
    if (!player) return;
    // The new session needs a new object, because the views of the old session still refer to the old one.
    const body = Object.assign(this.#createBody(player.id), copyFighter(player));
    from.player = undefined;
    to.player = body;
    this.#audience.forget(player);
    this.#state.players.delete(from.sessionId);
    this.#state.players.set(to.sessionId, body);
    replaceFighter(this.#rounds.world, body);
    this.#recording.replaceBody(body.id);
    this.#audience.embody(to.sessionId, body);
  }

  /** Respawn ticks of players who left while dead, by identity. */
  get respawns(): Iterable<readonly [playerId: string, tick: number]> {
    return this.#respawns;
  }

  /** Puts the bodies of a room on another node into this room, as they stood. */
  restore(session: Session, snapshot: Fighter): void {
    const body = this.#createBody(snapshot.id);
    restoreFighter(body, snapshot);
    session.player = body;
    this.#state.players.set(session.sessionId, body);
    replaceFighter(this.#rounds.world, body);
  }

  restoreRespawns(respawns: Iterable<readonly [playerId: string, tick: number]>): void {
    for (const [playerId, tick] of respawns) this.#respawns.set(playerId, tick);
  }

  #rememberRespawn(playerId: string, { alive, respawnTick }: Player): void {
    const { tick } = this.#rounds.world;
    for (const [id, due] of this.#respawns) if (due <= tick) this.#respawns.delete(id);
    // No body respawns between rounds. The next round spawns everybody.
    if (playerId && !alive && respawnTick > tick && respawnTick !== NEVER_TICK)
      this.#respawns.set(playerId, respawnTick);
  }
}
