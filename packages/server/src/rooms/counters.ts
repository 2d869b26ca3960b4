import { BODY_RADIUS_U } from "@fray/shared-state/rules";
import type { WorldEvent } from "@fray/shared-state/simulation/events";

import type { RefusalCode } from "../network/messages.ts";
import type { Session } from "../sessions/session.ts";

/** Reasons for which the server disconnects a peer, named like the close codes. */
export type Refusal = "flood" | "malformed" | "forged" | "idle" | "kicked" | "banned" | "fighting" | "bannedFromServer";

/** Counts over the life of a room, for hosts and for readers who study the netcode. */
export interface Counters {
  /** Inputs that arrived, used or not. */
  inputsReceived: number;
  /** Inputs that were dropped because they came too late or the time bank did not allow them. */
  inputsDropped: number;
  /** Steps simulated by repeating the last input because none had arrived. */
  inputsHeld: number;
  /** Inputs without effect because the body was dead. */
  inputsOfDead: number;
  /** Inputs whose view time cannot be true. */
  viewLies: number;
  /** Deaths of bodies that had moved more than a body's width since the moment that the shooter saw. */
  deathsBehindCover: number;
  /** Peers that the server disconnected. */
  refusals: Record<Refusal, number>;
  /** Messages that were dropped, by the code that their senders received. */
  messagesRefused: Record<RefusalCode, number>;
  /** Attempts to reconnect to a session with a wrong token. */
  reconnectionsRefused: number;
  /** Connections that were closed because the peer read too slowly. */
  slowReaders: number;
  /** Patches that were not sent on time, because the client was behind. */
  patchesHeld: number;
  /** Bytes written to sockets: state, events and everything else. */
  sentBytes: number;
}

/** Counts over all players that a room has had. */
export class RoomCounters {
  readonly #past: Counters = {
    inputsReceived: 0,
    inputsDropped: 0,
    inputsHeld: 0,
    inputsOfDead: 0,
    viewLies: 0,
    deathsBehindCover: 0,
    refusals: { flood: 0, malformed: 0, forged: 0, idle: 0, kicked: 0, banned: 0, fighting: 0, bannedFromServer: 0 },
    messagesRefused: { malformed: 0, tooFast: 0, notAllowed: 0, full: 0, mustFollow: 0 },
    reconnectionsRefused: 0,
    slowReaders: 0,
    patchesHeld: 0,
    sentBytes: 0,
  };

  /** Counts the events of a tick. */
  count(events: readonly WorldEvent[]): void {
    for (const event of events) {
      if (event.type === "death" && event.movedSinceSeen > 2 * BODY_RADIUS_U) this.#past.deathsBehindCover++;
    }
  }

  countRefusal(why: Refusal): void {
    this.#past.refusals[why]++;
  }

  countRefusedMessage(code: RefusalCode): void {
    this.#past.messagesRefused[code]++;
  }

  /** Counts one occurrence of something that happens outside the world. */
  countOne(what: "inputsOfDead" | "reconnectionsRefused" | "slowReaders"): void {
    this.#past[what]++;
  }

  /** Keeps the counts of a player who leaves. */
  retire(session: Session): void {
    Object.assign(this.#past, this.#with(session, this.#past));
  }

  /** Returns the counts including those of the players who are in the room now. */
  total(sessions: Iterable<Session>): Counters {
    let total = this.#past;
    for (const session of sessions) total = this.#with(session, total);
    return total;
  }

  #with({ bank, views, sent, pace }: Session, counters: Counters): Counters {
    return {
      ...counters,
      inputsReceived: counters.inputsReceived + bank.received,
      inputsDropped: counters.inputsDropped + bank.dropped,
      inputsHeld: counters.inputsHeld + bank.held,
      viewLies: counters.viewLies + views.lies,
      patchesHeld: counters.patchesHeld + pace.heldPatches,
      sentBytes: counters.sentBytes + sent.total,
    };
  }
}
