import { ClientState, type Client } from "@colyseus/core";
import type { ArenaState } from "@fray/shared-state/schema/arena-state";
import type { Player } from "@fray/shared-state/schema/player";
import type { RosterEntry } from "@fray/shared-state/schema/roster-entry";
import type { World } from "@fray/shared-state/simulation/world";

import type { ArenaInterest } from "../interest/arena-interest.ts";
import { tell } from "../network/messages.ts";
import { areSamePerson } from "../sessions/identities.ts";
import type { EventSink } from "../sync/event-sink.ts";
import type { SyncedState } from "../sync/open-state.ts";
import type { SplitSerializer } from "../sync/split-serializer.ts";
import { History } from "./history.ts";
import type { Emote, Moment } from "./moment.ts";
import { Past } from "./past.ts";
import { RoundFighters, type Member } from "./round-fighters.ts";

/** Delay in s for spectators who have fought in the round, on servers where other spectators see the present. */
const FOUGHT_DELAY_S = 2;

/** A member's session in the room. */
interface Session extends Member {
  readonly sessionId: string;
  /** The current connection; undefined while the connection is down. */
  readonly client: Client | undefined;
  readonly roster: Pick<RosterEntry, "playerId" | "spectator">;
}

interface Room {
  readonly state: ArenaState;
  readonly sessions: Iterable<Session> & { of(sessionId: string): Session | undefined };
  readonly interest: ArenaInterest;
  readonly events: EventSink;
  readonly serializer: SplitSerializer;
  readonly createSecond: () => SyncedState;
  readonly commonVersion: SyncedState["commonVersion"];
  readonly stepMs: number;
  /** Server time in ms, as in the timestamps of patches. */
  readonly serverTime: () => number;
  /** Ends the connection of a spectator who fights on another connection. */
  readonly endWatching: (session: Session) => void;
}

/**
 * Decides which state each client of a room receives. Fighters receive the present. Spectators of a round with people
 * receive a delayed state, so that they cannot help a fighter with what they see. Spectators who have fought in the
 * round never receive the present.
 */
export class Audience {
  readonly #room: Room;
  readonly #isDelayed: boolean;
  readonly #history: History;
  readonly #fighters = new RoundFighters();
  #past: Past | undefined;

  /** `delaySeconds` is the host's delay for spectators; 0 for none. At least `keptSeconds` of the past are kept. */
  constructor(room: Room, delaySeconds: number, keptSeconds = 0) {
    this.#room = room;
    this.#isDelayed = delaySeconds > 0;
    const ticksIn = (seconds: number): number => Math.round((seconds * 1000) / room.stepMs);
    this.#history = new History(ticksIn(delaySeconds || FOUGHT_DELAY_S), ticksIn(keptSeconds));
  }

  /** The delayed state, while a spectator needs it. */
  get past(): Past | undefined {
    return this.#past?.isIdle ? undefined : this.#past;
  }

  /** The latest ticks, oldest first; none while only bots are here. */
  get moments(): readonly Moment[] {
    return this.#history.moments;
  }

  /** Returns the clients that receive the present. */
  presentOf(clients: readonly Client[]): readonly Client[] {
    const { past } = this;
    return clients.filter((client) => !past?.includes(client));
  }

  /**
   * Starts to send a client everything that `body` can see or, if there is no body, everything that a spectator in
   * its session may see.
   */
  watch(client: Client, body?: Player, session = this.#room.sessions.of(client.sessionId)): void {
    if (session && this.#isBehind(session)) {
      this.#showPast(client);
      return;
    }
    this.#past?.dismiss(client.sessionId);
    this.#room.interest.watch(client, body);
  }

  unwatch(sessionId: string): void {
    this.#room.interest.unwatch(sessionId);
    this.#past?.dismiss(sessionId);
  }

  /** Gives a spectator's client a body. From now on it receives the present. */
  embody(sessionId: string, body: Player): void {
    const { interest, sessions } = this.#room;
    if (!this.#past?.has(sessionId)) {
      interest.embody(sessionId, body);
      return;
    }
    this.#past.dismiss(sessionId);
    const client = sessions.of(sessionId)?.client;
    if (!client) return;
    interest.watch(client, body);
    this.#sendState(client);
  }

  /** Handles a session that has become a spectator. From now on it receives only what a spectator may see. */
  settle(sessionId: string): void {
    const session = this.#room.sessions.of(sessionId);
    if (session?.client) this.#place(session, session.client);
  }

  forget(body: Player): void {
    this.#room.interest.forget(body);
  }

  limitReach(sessionId: string, share: number): void {
    this.#interestOf(sessionId).limitReach(sessionId, share);
  }

  follow(sessionId: string, id: number): void {
    this.#interestOf(sessionId).follow(sessionId, id);
  }

  aimCamera(sessionId: string, x: number, y: number): void {
    this.#interestOf(sessionId).aimCamera(sessionId, x, y);
  }

  /** The identities of the people who have fought in the round. */
  get fought(): Iterable<string> {
    return this.#fighters.identities;
  }

  /** Continues the round of a room on another node. */
  restoreFought(identities: Iterable<string>): void {
    this.#fighters.restore(this.#room.state.match.round, identities);
  }

  /** Whether a spectator may move the camera freely. They may not in a round in which they have fought. */
  mayRoam(member: Member): boolean {
    return !this.#fighters.hasFought(member);
  }

  /** Whether the person fights in the room on another connection. */
  fightsElsewhere(session: Member): boolean {
    return Array.from(this.#room.sessions).some(
      (other) => other.roster !== session.roster && other.player && areSamePerson(other, session),
    );
  }

  /**
   * Sends an emote to the clients that see the body now, and to delayed spectators when their state reaches this
   * tick.
   */
  showEmote(emote: Emote): void {
    const { interest, sessions } = this.#room;
    for (const { client } of sessions) if (client && interest.isShown(client, emote.id)) tell(client, "emote", emote);
    this.#history.noteEmote(emote);
  }

  /**
   * Records a tick of `world`, and decides what each client receives of it. Call it before anything of the tick is
   * sent.
   */
  update(world: Pick<World, "tick" | "dt" | "arena" | "events">): void {
    const { state, sessions, commonVersion } = this.#room;
    // While only bots are in the room, no client can ask for a delayed state.
    if (areBots(sessions)) this.#history.clear();
    else this.#history.keep(state, world, commonVersion());
    this.#fighters.update(state.match.round, sessions);
    for (const session of sessions) if (session.client && !session.player) this.#place(session, session.client);
    const { past } = this;
    if (!past) return;
    this.#showDelayed(past);
    past.refresh(world.dt);
  }

  /** Moves a spectator to the state that they should receive. */
  #place(session: Session, client: Client): void {
    const { sessionId } = session;
    if (this.#fighters.hasFought(session) && this.fightsElsewhere(session)) {
      this.#room.endWatching(session);
      return;
    }
    const isBehind = this.#isBehind(session);
    if (isBehind === (this.#past?.has(sessionId) ?? false)) return;
    const { interest } = this.#room;
    const camera = this.#interestOf(sessionId).cameraOf(sessionId);
    if (isBehind) this.#showPast(client);
    else {
      this.#past?.dismiss(sessionId);
      interest.watch(client);
    }
    if (camera) this.#interestOf(sessionId).placeCamera(sessionId, camera);
    this.#sendState(client);
  }

  #isBehind(session: Session): boolean {
    if (!session.roster.spectator || !this.#history.delayed) return false;
    return (this.#isDelayed && this.#fighters.hasPeople) || this.#fighters.hasFought(session);
  }

  #showPast(client: Client): void {
    const { delayed } = this.#history;
    if (!delayed) throw new Error("no moment is recorded for delayed spectators");
    const { interest, events } = this.#room;
    interest.unwatch(client.sessionId);
    events.drop(client);
    const past = (this.#past ??= this.#openPast(delayed));
    // The delayed state was not updated while it had no clients.
    if (past.isIdle) {
      this.#showDelayed(past);
      past.settle();
    }
    past.admit(client);
  }

  #openPast(moment: Moment): Past {
    const past = new Past(this.#room.createSecond(), this.#room, moment);
    this.#room.serializer.diversion = past;
    return past;
  }

  #showDelayed(past: Past): void {
    const { delayed, ticks, isComplete } = this.#history;
    // While the history is shorter than the delay, the delayed state shows no bodies.
    if (delayed) past.show(isComplete ? delayed : { ...delayed, bodies: new Map(), events: [] }, ticks);
  }

  #interestOf(sessionId: string): ArenaInterest {
    return this.#past?.has(sessionId) ? this.#past.interest : this.#room.interest;
  }

  /**
   * Sends a client a full state in place of the one it had. A client that is still joining receives it when it has
   * joined.
   */
  #sendState(client: Client): void {
    if (client.state !== ClientState.JOINED) return;
    client.raw(this.#room.serializer.getFullState(client, { sNow: this.#room.serverTime() }));
  }
}

function areBots(sessions: Iterable<Session>): boolean {
  for (const { joiner } of sessions) if (!joiner.bot) return false;
  return true;
}
