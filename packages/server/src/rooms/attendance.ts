import type { Client } from "@colyseus/core";
import type { Presence } from "@fray/shared-state/protocol/presence";
import type { ArenaState } from "@fray/shared-state/schema/arena-state";
import { RosterEntry } from "@fray/shared-state/schema/roster-entry";

import type { Ownership } from "../hosting/ownership.ts";
import { tell } from "../network/messages.ts";
import type { ArenaClient, Joiner } from "../sessions/joiner.ts";
import { createSession, renewSession, type Session } from "../sessions/session.ts";
import type { Sessions } from "../sessions/sessions.ts";
import type { Audience } from "../spectating/audience.ts";
import type { Identities } from "../storage/identity.ts";
import type { Refusal, RoomCounters } from "./counters.ts";
import type { Fighting } from "./fighting.ts";
import { announcePresence } from "./presence.ts";

interface Surroundings {
  readonly state: ArenaState;
  readonly sessions: Sessions;
  readonly audience: Audience;
  readonly counters: RoomCounters;
  readonly ownership: Ownership;
  readonly identities: Identities;
  readonly fighting: Fighting;
  /** Simulation time in s. */
  readonly now: () => number;
  /** The room ends: with everybody gone at once there is nobody to be told of anybody. */
  readonly isEnding: () => boolean;
}

/** How long somebody who went into the fight, or out of it to watch, stays there, in s. Longer than a death takes. */
export const ROLE_REST_S = 5;

/** Who comes into a room, drops out, comes back and leaves. */
export class Attendance {
  readonly #room: Surroundings;

  constructor(room: Surroundings) {
    this.#room = room;
  }

  /** Gives somebody a seat, and a body unless they only watch. */
  join(client: ArenaClient, joiner: Joiner): Session {
    const { state, sessions, audience, ownership, identities, now } = this.#room;
    const held = this.#room.sessions.heldFor(joiner.playerId);
    if (held) return this.#takeOver(held, client, joiner);
    const playerId = this.#identify(client, joiner);
    const { name, bot, spectate, isOwn } = joiner;
    const id = sessions.nextId();
    const roster = Object.assign(new RosterEntry(), {
      id,
      playerId,
      name,
      bot,
      backfill: isOwn,
      spectator: spectate,
    });
    const friendCode = playerId && identities.friendCodeOf(playerId);
    const session = createSession(client, { joiner, roster, friendCode }, now());
    sessions.add(session);
    state.roster.set(client.sessionId, roster);
    audience.watch(client);
    if (!spectate) this.#room.fighting.enter(session);
    ownership.arrive(session);
    announcePresence(sessions, session, "joined");
    return session;
  }

  /** The line broke: the body stays in the arena for its player, and fights on its own luck meanwhile. */
  drop(session: Session, hold: Session["hold"]): void {
    session.client = undefined;
    session.hold = hold;
    session.roster.connected = false;
    session.bank.reset();
    if (!this.#room.isEnding()) announcePresence(this.#room.sessions, session, "dropped");
  }

  return(session: Session, client: Client): void {
    renewSession(session, client, this.#room.now());
    const claim = session.hold?.claim;
    session.hold = undefined;
    session.roster.killedAway = false;
    this.#room.audience.watch(client, session.player);
    if (claim) this.#settleRole(session, claim.spectate);
    announcePresence(this.#room.sessions, session, "returned");
  }

  /** Takes leave of somebody for good. `why` is why they were sent away, if they were. */
  leave(session: Session, why: Refusal | undefined): void {
    const { sessions, ownership } = this.#room;
    this.#release(session);
    ownership.depart(session);
    if (!this.#room.isEnding()) announcePresence(sessions, session, departure(session, why));
  }

  /** Gives up the place that is kept for somebody whose line is down. */
  giveUp(session: Session, why: Refusal): void {
    this.leave(session, why);
    session.hold?.reject();
  }

  /**
   * Lets a person who comes in anew go on in the seat that is held for them: the same number, standing and body. The old
   * connection's token is void from now on.
   */
  #takeOver(held: Session, client: ArenaClient, joiner: Joiner): Session {
    const { state, sessions, audience, fighting, now } = this.#room;
    const { id, playerId, team, spectator, score, kills, deaths } = held.roster;
    const { name } = joiner;
    const standing = { id, playerId, name, team, spectator, score, kills, deaths };
    const roster = Object.assign(new RosterEntry(), standing);
    const { friendCode, allowance, roleSince } = held;
    const session = { ...createSession(client, { joiner, roster, friendCode }, now()), allowance, roleSince };
    audience.watch(client, undefined, session);
    fighting.handOver(held, session);
    this.#release(held);
    held.hold?.reject();
    sessions.add(session);
    state.roster.set(client.sessionId, roster);
    this.#settleRole(session, joiner.spectate);
    announcePresence(sessions, session, "returned");
    return session;
  }

  /** Makes a person who has come back a fighter or a spectator, as they wish. One who has just changed spawns after a rest. */
  #settleRole(session: Session, spectate: boolean): void {
    if (spectate === session.roster.spectator) return;
    const { fighting, now } = this.#room;
    if (spectate) fighting.leave(session);
    else fighting.enter(session, Math.max(0, session.roleSince + ROLE_REST_S - now()));
    session.roleSince = now();
  }

  #release(session: Session): void {
    const { state, sessions, audience, counters } = this.#room;
    this.#room.fighting.leave(session);
    sessions.remove(session);
    counters.retire(session);
    audience.unwatch(session.sessionId);
    state.roster.delete(session.sessionId);
  }

  /** Who a person is, from one visit to the next; somebody new is told how to be the same again. */
  #identify(client: Client, { bot, playerId }: Joiner): string {
    const { identities, sessions } = this.#room;
    if (bot) return "";
    if (playerId && !sessions.byPlayer(playerId)) return playerId;
    const id = identities.create();
    // Who is here already is somebody else the second time: in two places at once one is the same person only once.
    if (!playerId) tell(client, "identity", { id, token: identities.tokenOf(id) });
    return id;
  }
}

function departure({ client }: Session, why: Refusal | undefined): Presence {
  if (why === "kicked" || why === "banned" || why === "idle") return why;
  if (why) return "refused";
  return client ? "left" : "timedOut";
}
