import { BODY_RADIUS_U } from "@fray/shared-state/rules";
import type { WorldEvent } from "@fray/shared-state/simulation/events";

import type { RefusalCode } from "../network/messages.ts";
import type { Session } from "../sessions/session.ts";

/** Why a peer is sent away, by the name of its close code. */
export type Refusal = "flood" | "malformed" | "forged" | "idle" | "kicked" | "banned" | "fighting";

/** What a room counts over its life, because a host or a reader of the netcode wants to know how often it happens. */
export interface Counters {
  /** Inputs that arrived, whatever became of them. */
  inputsReceived: number;
  /** Inputs thrown away because their time had passed or was never earned. */
  inputsDropped: number;
  /** Steps made up because an input was late. */
  inputsHeld: number;
  /** Inputs without effect because the fighter was dead. */
  inputsOfDead: number;
  /** Claims of having seen what can't have been seen. */
  viewLies: number;
  /** Deaths of who had gone more than a body's width since the shooter saw them. */
  deathsBehindCover: number;
  /** Peers sent away. */
  refusals: Record<Refusal, number>;
  /** Messages that were dropped, by what their senders were told. */
  messagesRefused: Record<RefusalCode, number>;
  /** Attempts to come back to a seat with a token that is not its own. */
  reconnectionsRefused: number;
  /** Lines ended because their peer was too far behind. */
  slowReaders: number;
  /** Patches that were not sent in their turn, to who does not keep up. */
  patchesHeld: number;
  /** Bytes given to sockets, state, events and all. */
  sentBytes: number;
}

/** Counts over all players there have been. */
export class RoomCounters {
  readonly #past: Counters = {
    inputsReceived: 0,
    inputsDropped: 0,
    inputsHeld: 0,
    inputsOfDead: 0,
    viewLies: 0,
    deathsBehindCover: 0,
    refusals: { flood: 0, malformed: 0, forged: 0, idle: 0, kicked: 0, banned: 0, fighting: 0 },
    messagesRefused: { malformed: 0, tooFast: 0, notAllowed: 0, full: 0, mustFollow: 0 },
    reconnectionsRefused: 0,
    slowReaders: 0,
    patchesHeld: 0,
    sentBytes: 0,
  };

  /** Takes in what happened in a tick. */
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

  /** Counts one of what happens outside the world, one at a time. */
  countOne(what: "inputsOfDead" | "reconnectionsRefused" | "slowReaders"): void {
    this.#past[what]++;
  }

  /** Keeps the counts of a player who leaves. */
  retire(session: Session): void {
    Object.assign(this.#past, this.#with(session, this.#past));
  }

  /** With the players who are there now. */
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
