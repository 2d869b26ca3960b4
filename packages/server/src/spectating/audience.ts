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
import type { Emote } from "./moment.ts";
import { Past } from "./past.ts";
import { RoundFighters, type Member } from "./round-fighters.ts";

/** How far behind those who have fought in the round are where the host lets spectators see the present, in s. */
const FOUGHT_DELAY_S = 2;

/** Somebody's place in the room. */
interface Session extends Member {
  readonly sessionId: string;
  /** Undefined while its line is down. */
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
  readonly stepMs: number;
  /** Server time in ms, as it is stamped on patches. */
  readonly serverTime: () => number;
  /** Ends the connection of a spectator who fights on another one. */
  readonly endWatching: (session: Session) => void;
}

/**
 * What each client of a room is shown: those who fight the present, spectators of a round with people what was a while ago,
 * so that nobody can help those who fight by what they see. Those who have fought in the round themselves never watch the
 * present.
 */
export class Audience {
  readonly #room: Room;
  readonly #isDelayed: boolean;
  readonly #history: History;
  readonly #fighters = new RoundFighters();
  #past: Past | undefined;

  /** `delaySeconds` is how far behind the host wants spectators to be; 0 for not at all. */
  constructor(room: Room, delaySeconds: number) {
    this.#room = room;
    this.#isDelayed = delaySeconds > 0;
    this.#history = new History(Math.round(((delaySeconds || FOUGHT_DELAY_S) * 1000) / room.stepMs));
  }

  /** What spectators are shown who are behind, while there are any. */
  get past(): Past | undefined {
    return this.#past?.isIdle ? undefined : this.#past;
  }

  /** Those who are shown the present. */
  presentOf(clients: readonly Client[]): readonly Client[] {
    const { past } = this;
    return past ? clients.filter((client) => !past.includes(client)) : clients;
  }

  /** Starts telling a client what `body` can see or, without one, what a spectator in its seat may see. */
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

  /** A spectator's client has a body from now on, and sees the present at once. */
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

  /** Somebody has become a spectator: from now on they are shown what one may see, and nothing more of the present. */
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

  /** Whether a spectator may move the camera as they like: not in a round that they have fought in. */
  mayRoam(member: Member): boolean {
    return !this.#fighters.hasFought(member);
  }

  /** Whether somebody fights in the room on another connection than this one. */
  fightsElsewhere(session: Member): boolean {
    return Array.from(this.#room.sessions).some(
      (other) => other.roster !== session.roster && other.player && areSamePerson(other, session),
    );
  }

  /** Shows an emote to whoever sees that body now, and to those who are behind when they have come to it. */
  showEmote(emote: Emote): void {
    const { interest, sessions } = this.#room;
    for (const { client } of sessions) if (client && interest.isShown(client, emote.id)) tell(client, "emote", emote);
    this.#history.noteEmote(emote);
  }

  /** Takes in a tick of `world`, and decides for everybody what they are shown of it; before anything of it is sent. */
  update(world: Pick<World, "tick" | "dt" | "arena" | "events">): void {
    const { state, sessions } = this.#room;
    // Where bots are among themselves, nobody can ask for their past.
    if (Array.from(sessions).every(({ joiner }) => joiner.bot)) this.#history.clear();
    else this.#history.keep(state, world);
    this.#fighters.update(state.match.round, sessions);
    for (const session of sessions) if (session.client && !session.player) this.#place(session, session.client);
    const { past } = this;
    if (!past) return;
    this.#turnTo(past);
    past.refresh(world.dt);
  }

  /** Where a spectator belongs now. */
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
    if (!session.roster.spectator || !this.#history.oldest) return false;
    return (this.#isDelayed && this.#fighters.hasPeople) || this.#fighters.hasFought(session);
  }

  #showPast(client: Client): void {
    const { oldest } = this.#history;
    if (!oldest) throw new Error("a room without a past has nothing to show of it");
    const { interest, events } = this.#room;
    interest.unwatch(client.sessionId);
    events.drop(client);
    const past = (this.#past ??= this.#openPast(oldest));
    // With nobody to see it, it has stood still.
    if (past.isIdle) {
      this.#turnTo(past);
      past.settle();
    }
    past.admit(client);
  }

  #openPast(oldest: NonNullable<History["oldest"]>): Past {
    const past = new Past(this.#room.createSecond(), this.#room, oldest);
    this.#room.serializer.diversion = past;
    return past;
  }

  #turnTo(past: Past): void {
    const { oldest, ticks, isComplete } = this.#history;
    // What is not old enough yet is shown without those who fight.
    if (oldest) past.show(isComplete ? oldest : { ...oldest, bodies: new Map(), events: [] }, ticks);
  }

  #interestOf(sessionId: string): ArenaInterest {
    return this.#past?.has(sessionId) ? this.#past.interest : this.#room.interest;
  }

  /** Everything anew, in the place of what the client was sent before. One that has not come in yet gets it as it does. */
  #sendState(client: Client): void {
    if (client.state !== ClientState.JOINED) return;
    client.raw(this.#room.serializer.getFullState(client, { sNow: this.#room.serverTime() }));
  }
}
