import { Protocol } from "@colyseus/sdk";

import type { Timer } from "../../core/runtime.ts";
import { Candidate } from "./candidate.ts";
import { PollingTransport } from "./polling-transport.ts";
import { ReturnToWebSocket, type ReturnOwner } from "./return-to-web-socket.ts";
import {
  ABNORMAL,
  type SdkEvents,
  type SdkTransport,
  type TransportEnd,
  type TransportMessage,
} from "./sdk-transport.ts";
import type { Target } from "./target.ts";
import type { TransportName, Tried } from "./transport-choice.ts";

/** The server answers as soon as a WebSocket is open. An open one that is silent for longer is swallowed, in ms. */
const SWALLOWED_MS = 500;
/** A WebSocket that is tried after HTTP is not waited for alone for longer than this, in ms. */
const PATIENCE_MS = 1500;
/** How long a WebSocket may still need after the server has said that the seat is taken, in ms. */
const GRACE_MS = 300;

interface RaceOwner {
  /** Gets what was tried without success. */
  readonly tried: Tried;
  /** The server has answered with these messages. */
  onUsed(candidate: Candidate, messages: readonly TransportMessage[]): void;
  /** Nothing works. The seat is lost if it was taken by a connection that never worked. */
  onFailed(end: TransportEnd, isSeatLost: boolean): void;
}

/** Whether the server refuses a seat with this message. */
const isRefusal = ({ data }: TransportMessage): boolean => new Uint8Array(data)[0] === Protocol.ERROR;

/** Looks for a WebSocket beside a connection over HTTP. */
export const lookForWebSocket = (target: Target, owner: ReturnOwner): ReturnToWebSocket =>
  new ReturnToWebSocket(target, owner);

/** Tries HTTP after, beside or instead of a WebSocket. Most players never need this module. */
export class Race {
  readonly #target: Target;
  readonly #owner: RaceOwner;
  readonly #hearer = {
    onAnswered: (candidate: Candidate, message: TransportMessage) => this.#hear(candidate, message),
    onFailed: (candidate: Candidate, end: TransportEnd) => this.#lose(candidate, end),
  };
  readonly #trying = new Map<TransportName, Candidate>();
  /** What the server has said on a WebSocket that came after HTTP had begun, in order. */
  #late: TransportMessage[] = [];
  #seatTaken = false;
  #timer: Timer | undefined;

  /** `socket` is a WebSocket that is silent or has failed; undefined when HTTP is to be tried first. */
  constructor(target: Target, owner: RaceOwner, socket: Candidate | undefined) {
    this.#target = target;
    this.#owner = owner;
    if (!socket) {
      this.#try("http");
      return;
    }
    socket.owner = this.#hearer;
    this.#trying.set("websocket", socket);
    if (socket.end) this.#lose(socket, socket.end);
    else this.#doubt(socket);
  }

  /** Whether a client takes a place that it had before. It has a token, which wins over any other connection. */
  get #isReturn(): boolean {
    return new URL(this.#target.url).searchParams.has("reconnectionToken");
  }

  /** Ends everything, silently. */
  drop(): void {
    this.#timer?.cancel();
    for (const candidate of this.#trying.values()) candidate.drop();
    this.#trying.clear();
  }

  #try(name: TransportName): void {
    const { choice, WebSocketClass, url, headers } = this.#target;
    const { runtime } = choice;
    const candidate = new Candidate(name, this.#hearer);
    this.#trying.set(name, candidate);
    if (name === "websocket" && choice.mayChange)
      this.#timer = runtime.setTimeout(() => this.#doubt(candidate), PATIENCE_MS);
    candidate.start(
      (events: SdkEvents): SdkTransport =>
        name === "http" ? new PollingTransport(runtime, events) : new WebSocketClass(events),
      (transport) => transport.connect(url, headers),
      () => runtime.now(),
    );
  }

  /** Nothing was heard on a WebSocket for some time. */
  #doubt({ openedAt }: Candidate): void {
    this.#owner.tried.webSocket = "silent";
    // The open WebSocket has taken the seat, and a token is what takes it back.
    const isSwallowed = openedAt !== undefined && this.#target.choice.runtime.now() - openedAt >= SWALLOWED_MS;
    if (isSwallowed && !this.#isReturn) this.#giveUpSeat();
    else this.#try("http");
  }

  /** The server has answered. */
  #hear(candidate: Candidate, message: TransportMessage): void {
    if (candidate.name === "websocket" && this.#trying.has("http")) {
      // The server gives the seat to the request that it reads last. If that is the one over HTTP, this one is over.
      this.#late.push(message);
      return;
    }
    const socket = this.#trying.get("websocket");
    if (candidate.name === "http" && socket && !this.#isReturn && isRefusal(message)) {
      this.#seatTaken = true;
      candidate.drop();
      this.#trying.delete("http");
      if (this.#late.length > 0) this.#use(socket, this.#late);
      else this.#timer = this.#target.choice.runtime.setTimeout(() => this.#giveUpSeat(), GRACE_MS);
      return;
    }
    this.#use(candidate, [message]);
  }

  #use(candidate: Candidate, messages: readonly TransportMessage[]): void {
    this.#trying.delete(candidate.name);
    this.drop();
    this.#owner.onUsed(candidate, messages);
  }

  #lose(candidate: Candidate, end: TransportEnd): void {
    const { name, transport } = candidate;
    const { tried } = this.#owner;
    this.#trying.delete(name);
    if (name === "websocket") tried.webSocket ??= "refused";
    else tried.http = (transport as { failure?: string } | undefined)?.failure ?? end.reason;
    const socket = this.#trying.get("websocket");
    if (name === "http" && socket && this.#late.length > 0) this.#use(socket, this.#late);
    else if (name === "websocket" && this.#seatTaken) this.#giveUpSeat();
    else if (this.#trying.size === 0) this.#tryOther(name, end);
  }

  #tryOther(lost: TransportName, end: TransportEnd): void {
    const { choice } = this.#target;
    const { tried } = this.#owner;
    this.#timer?.cancel();
    choice.fail(lost);
    const isTried = lost === "websocket" ? tried.http !== undefined : tried.webSocket !== undefined;
    if (choice.mayChange && !isTried) this.#try(lost === "websocket" ? "http" : "websocket");
    else this.#owner.onFailed({ code: end.code, reason: end.reason }, false);
  }

  #giveUpSeat(): void {
    this.drop();
    this.#target.choice.fail("websocket");
    this.#owner.onFailed({ code: ABNORMAL, reason: "swallowed" }, true);
  }
}
