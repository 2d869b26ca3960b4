import type { Client } from "@colyseus/core";
import type { Runtime } from "@fray/netcode/core";
import type { Presence } from "@fray/shared-state/protocol/presence";
import type { ArenaState } from "@fray/shared-state/schema/arena-state";
import { RosterEntry } from "@fray/shared-state/schema/roster-entry";

import type { TransferredMember } from "../handover/transfer.ts";
import type { Ownership } from "../hosting/ownership.ts";
import { refusal, tell, type Refusal as Refused } from "../network/messages.ts";
import type { KnownProgress } from "../progress/known-progress.ts";
import type { RoomRecording } from "../replays/room-recording.ts";
import type { ArenaClient, Joiner } from "../sessions/joiner.ts";
import { createSession, renewSession, type Session } from "../sessions/session.ts";
import type { Sessions } from "../sessions/sessions.ts";
import type { Audience } from "../spectating/audience.ts";
import type { Identities } from "../storage/identity.ts";
import type { Refusal, RoomCounters } from "./counters.ts";
import type { Fighting } from "./fighting.ts";
import { announcePresence } from "./presence.ts";

interface Surroundings {
  readonly runtime: Runtime;
  readonly state: ArenaState;
  readonly sessions: Sessions;
  readonly audience: Audience;
  readonly counters: RoomCounters;
  readonly ownership: Ownership;
  readonly identities: Identities;
  readonly progress: KnownProgress;
  readonly fighting: Fighting;
  readonly recording: RoomRecording;
  /** Returns the party that a joiner belongs to; "" for none. */
  readonly partyFor: (joiner: Joiner) => string;
  /** Simulation time in s. */
  readonly now: () => number;
  /** Whether the room ends. Then all sessions leave at once, and no client needs to be told. */
  readonly isEnding: () => boolean;
}

/**
 * How long a player who changed between fighting and watching must wait before the next change, in s. It is longer
 * than a respawn takes.
 */
export const ROLE_REST_S = 5;

/** Handles joining, lost connections, reconnection and leaving in a room. */
export class Attendance {
  readonly #room: Surroundings;

  constructor(room: Surroundings) {
    this.#room = room;
  }

  /** Creates the session of a client, with a body unless it only watches. */
  join(client: ArenaClient, joiner: Joiner): Session {
    const { runtime, state, sessions, audience, ownership, identities, now } = this.#room;
    const held = sessions.heldFor(joiner.playerId) ?? (joiner.isOwn ? sessions.heldOwnBot : undefined);
    if (held) return this.#takeOver(held, client, joiner);
    const playerId = this.#identify(client, joiner);
    const { name, bot, spectate, isOwn, look } = joiner;
    const id = sessions.nextId();
    const roster = Object.assign(new RosterEntry(), {
      id,
      playerId,
      person: playerId ? identities.personOf(playerId) : 0,
      name,
      bot,
      backfill: isOwn,
      spectator: spectate,
      look,
      party: this.#room.partyFor(joiner),
    });
    const friendCode = playerId && identities.friendCodeOf(playerId);
    const session = createSession(client, { joiner, roster, friendCode }, now(), runtime);
    sessions.add(session);
    this.#room.recording.join(roster);
    state.roster.set(client.sessionId, roster);
    audience.watch(client);
    if (!spectate) this.#room.fighting.enter(session);
    ownership.arrive(session);
    announcePresence(sessions, session, "joined");
    void this.#introduce(session);
    return session;
  }

  /** Handles a lost connection. The body stays in the arena for its player, where it can be hit. */
  drop(session: Session, hold: Session["hold"]): void {
    session.client = undefined;
    session.hold = hold;
    session.roster.connected = false;
    this.#room.recording.connection(session.roster.id, false);
    session.bank.reset();
    if (!this.#room.isEnding()) announcePresence(this.#room.sessions, session, "dropped");
  }

  return(session: Session, client: Client): void {
    renewSession(session, client, this.#room.now(), this.#room.runtime);
    const { claim, isTransferred = false } = session.hold ?? {};
    session.hold = undefined;
    session.roster.killedAway = false;
    this.#room.recording.connection(session.roster.id, true);
    this.#room.audience.watch(client, session.player);
    if (claim) this.#settleRole(session, claim.spectate);
    if (!isTransferred) announcePresence(this.#room.sessions, session, "returned");
  }

  /**
   * Creates the session of a member of a room on another node, with its body as it stood. `client` stands for the
   * connection to the other node, which is over.
   */
  restore(client: Client, { joiner, roster: standing, roleSince, body }: TransferredMember): void {
    const { runtime, state, sessions, identities, fighting, now } = this.#room;
    const roster = Object.assign(new RosterEntry(), standing, { connected: false });
    const friendCode = standing.playerId && identities.friendCodeOf(standing.playerId);
    const session = createSession(client, { joiner, roster, friendCode }, now(), runtime);
    session.client = undefined;
    session.roleSince = roleSince ?? -Infinity;
    sessions.add(session);
    state.roster.set(client.sessionId, roster);
    if (body) fighting.restore(session, body);
  }

  /** Changes how others see a member. Returns why they can't see the title, or undefined. */
  wear(session: Session, { look, title }: Pick<Joiner, "look" | "title">): Refused | undefined {
    session.joiner = { ...session.joiner, look, title };
    session.roster.look = look;
    // Before the store has answered, nothing is known of titles.
    if (session.roster.level > 0) this.#showStanding(session);
    return session.roster.title === title ? undefined : NOT_EARNED;
  }

  /** Shows the levels that people have reached in the round that is over. */
  showLevels(): void {
    for (const session of this.#room.sessions) if (session.roster.level > 0) this.#showStanding(session);
  }

  /** Removes a session for good. `why` is the reason when the server removed it. */
  leave(session: Session, why: Refusal | undefined): void {
    const { sessions, ownership } = this.#room;
    this.#release(session);
    ownership.depart(session);
    if (!this.#room.isEnding()) announcePresence(sessions, session, departure(session, why));
  }

  /** Ends a session that is held for a lost connection. */
  giveUp(session: Session, why: Refusal): void {
    this.leave(session, why);
    session.hold?.reject();
  }

  /**
   * Gives a person who joins again the session that is held for them, with the same number, score and body. The old
   * connection's reconnection token becomes invalid. A bot of the host goes on for one of another node, under its name.
   */
  #takeOver(held: Session, client: ArenaClient, joiner: Joiner): Session {
    const { runtime, state, sessions, audience, fighting, now } = this.#room;
    const { id, playerId, person, bot, backfill, team, spectator, score, kills, deaths } = held.roster;
    const name = backfill ? held.roster.name : joiner.name;
    const { look } = joiner;
    const party = this.#room.partyFor(joiner) || held.roster.party;
    const counts = { score, kills, deaths, look, party };
    const standing = { id, playerId, person, name, bot, backfill, team, spectator, ...counts };
    const roster = Object.assign(new RosterEntry(), standing);
    const { friendCode, allowance, roleSince } = held;
    const session = { ...createSession(client, { joiner, roster, friendCode }, now(), runtime), allowance, roleSince };
    audience.watch(client, undefined, session);
    fighting.handOver(held, session);
    this.#release(held);
    held.hold?.reject();
    sessions.add(session);
    this.#room.recording.join(roster);
    state.roster.set(client.sessionId, roster);
    this.#settleRole(session, joiner.spectate);
    announcePresence(sessions, session, "returned");
    void this.#introduce(session);
    return session;
  }

  /**
   * Makes a returning person a fighter or a spectator, as they ask. A person who changed role a short time ago spawns
   * after a delay.
   */
  #settleRole(session: Session, spectate: boolean): void {
    if (spectate === session.roster.spectator) return;
    const { fighting, now } = this.#room;
    if (spectate) fighting.leave(session);
    else fighting.enter(session, Math.max(0, session.roleSince + ROLE_REST_S - now()));
    session.roleSince = now();
  }

  /** Shows level and title of a person when the store has told them. */
  async #introduce(session: Session): Promise<void> {
    const { playerId, id } = session.roster;
    const { progress, sessions } = this.#room;
    if (!(await progress.learn(playerId)) || sessions.byId(id) !== session) return;
    this.#showStanding(session);
    const { client, joiner, roster } = session;
    if (client && roster.title !== joiner.title) tell(client, "notice", NOT_EARNED);
  }

  #showStanding({ joiner, roster }: Session): void {
    Object.assign(roster, this.#room.progress.standingOf(roster.playerId, joiner.title));
    this.#room.recording.introduce(roster);
  }

  #release(session: Session): void {
    const { state, sessions, audience, counters } = this.#room;
    this.#room.fighting.leave(session);
    sessions.remove(session);
    this.#room.recording.leave(session.roster.id);
    counters.retire(session);
    audience.unwatch(session.sessionId);
    state.roster.delete(session.sessionId);
  }

  /** Returns a person's id, which stays the same from visit to visit. A new person is sent a token for it. */
  #identify(client: Client, { bot, playerId }: Joiner): string {
    const { identities, sessions } = this.#room;
    if (bot) return "";
    if (playerId && !sessions.byPlayer(playerId)) return playerId;
    const id = identities.create();
    // A person who joins with an identity that is already in the room gets a second identity, because ids are unique
    // in a room.
    if (!playerId) tell(client, "identity", { id, token: identities.tokenOf(id) });
    return id;
  }
}

const NOT_EARNED = refusal("notAllowed", "You have not earned that title yet.");

function departure({ client }: Session, why: Refusal | undefined): Presence {
  if (why === "kicked" || why === "banned" || why === "idle") return why;
  if (why === "bannedFromServer") return "banned";
  if (why) return "refused";
  return client ? "left" : "timedOut";
}
