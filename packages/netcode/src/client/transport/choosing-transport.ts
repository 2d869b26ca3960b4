import { CloseCode } from "@colyseus/sdk";

import type { Runtime, Timer } from "../../core/runtime.ts";
import { Candidate, isRefusal } from "./candidate.ts";
import type { PollingTransport } from "./polling-transport.ts";
import type { ReturnToWebSocket } from "./return-to-web-socket.ts";
import {
  ABNORMAL,
  type SdkEvents,
  type SdkTransport,
  type SdkTransportClass,
  type TransportEnd,
  type TransportMessage,
} from "./sdk-transport.ts";
import type { TransportChoice, TransportName } from "./transport-choice.ts";

/** A WebSocket on which the server has not answered after this time is not waited for alone, in ms. */
const JOIN_PATIENCE_MS = 1500;
/** The same for a player who was in a fight a moment ago. */
const RETURN_PATIENCE_MS = 700;
/** The server answers as soon as a WebSocket is open. An open one that is silent for longer is swallowed, in ms. */
const SWALLOWED_MS = 500;
/** How long a WebSocket may still need after the server has said that the seat is taken, in ms. */
const GRACE_MS = 300;
/** What was tried without success. The texts are for programmers. */
export interface Tried {
  webSocket?: string;
  http?: string;
}

/**
 * The transport of one room: a WebSocket, or HTTP where WebSockets do not pass. It decides by proof, which is an answer
 * of the server. A refused WebSocket gives way to HTTP at once. One on which nothing is answered gets HTTP beside it.
 */
export class ChoosingTransport implements SdkTransport {
  /** What was tried in the last attempt. */
  tried: Tried = {};
  /** The seat was taken by a connection that never worked, so another seat is needed. */
  isSeatLost = false;
  readonly #runtime: Runtime;
  readonly #events: SdkEvents;
  readonly #choice: TransportChoice;
  readonly #token: () => string | undefined;
  readonly #WebSocketClass: SdkTransportClass;
  /** The connections that are being tried, and the one that is used. */
  readonly #trying = new Map<TransportName, Candidate>();
  #used: Candidate | undefined;
  #returning: ReturnToWebSocket | undefined;
  /** The server's answer on a WebSocket that came after HTTP had begun. */
  #late: TransportMessage | undefined;
  #seatTaken: TransportMessage | undefined;
  #timer: Timer | undefined;
  #url = "";
  #headers: unknown;

  /**
   * `original` is the transport of the SDK, whose place this one takes. `token` returns the token with which the client
   * takes its place again; undefined when it can't.
   */
  constructor(original: SdkTransport, events: SdkEvents, choice: TransportChoice, token: () => string | undefined) {
    this.#WebSocketClass = original.constructor as SdkTransportClass;
    this.#events = events;
    this.#choice = choice;
    this.#runtime = choice.runtime;
    this.#token = token;
  }

  get isOpen(): boolean {
    return this.#used?.transport?.isOpen ?? false;
  }

  /** The transport in use; undefined while there is no connection. */
  get name(): TransportName | undefined {
    return this.#used?.name;
  }

  /** Requests under way on a connection over HTTP; undefined on any other. */
  get requests(): number | undefined {
    return (this.#used?.transport as Partial<Pick<PollingTransport, "requests">> | undefined)?.requests;
  }

  connect(url: string, headers?: unknown): void {
    // After a change of transports the SDK's own attempt finds the connection there.
    if (this.isOpen) return;
    this.#reset();
    this.#url = url;
    this.#headers = headers;
    this.tried = {};
    this.isSeatLost = false;
    this.#try(this.#choice.first);
  }

  send(data: Uint8Array): void {
    this.#used?.transport?.send(data);
  }

  sendUnreliable(data: Uint8Array): void {
    this.#used?.transport?.sendUnreliable(data);
  }

  close(code?: number, reason?: string): void {
    const used = this.#used;
    if (!used) {
      const wasTrying = this.#trying.size > 0;
      this.#reset();
      if (wasTrying) queueMicrotask(() => this.#events.onclose?.({ code: ABNORMAL, reason: reason ?? "" }));
    } else if (code === CloseCode.MAY_TRY_RECONNECT) {
      // The SDK closes so when the network is gone, and then no goodbye arrives.
      this.#reset();
      this.#events.onclose?.({ code, reason: reason ?? "" });
    } else {
      this.#returning?.stop();
      used.transport?.close(code, reason);
    }
  }

  /** Ends everything, silently. */
  #reset(): void {
    this.#timer?.cancel();
    this.#returning?.stop();
    for (const candidate of this.#trying.values()) candidate.drop();
    this.#trying.clear();
    this.#used?.drop();
    this.#used = undefined;
    this.#late = undefined;
    this.#seatTaken = undefined;
  }

  #try(name: TransportName): void {
    const candidate = new Candidate(name, {
      onAnswered: (answered, message) => this.#hear(answered, message),
      onFailed: (failed, end) => this.#lose(failed, end),
    });
    this.#trying.set(name, candidate);
    const now = (): number => this.#runtime.now();
    const connect = (transport: SdkTransport): void => transport.connect(this.#url, this.#headers);
    if (name === "websocket") {
      if (this.#choice.mayChange && !this.#trying.has("http")) this.#waitBriefly();
      candidate.start((events) => new this.#WebSocketClass(events), connect, now);
      return;
    }
    // Most players never need this module.
    import("./polling-transport.ts").then(
      ({ PollingTransport }) => candidate.start((events) => new PollingTransport(this.#runtime, events), connect, now),
      (error: unknown) => candidate.fail({ code: ABNORMAL, reason: String(error) }),
    );
  }

  /** Gives a WebSocket some time before HTTP is tried beside it. */
  #waitBriefly(): void {
    const patience = this.#isReturn ? RETURN_PATIENCE_MS : JOIN_PATIENCE_MS;
    this.#timer = this.#runtime.setTimeout(() => {
      const socket = this.#trying.get("websocket");
      const { openedAt } = socket ?? {};
      this.tried.webSocket = "silent";
      // The open WebSocket has taken the seat, and a token is what takes it back.
      const isSwallowed = openedAt !== undefined && this.#runtime.now() - openedAt >= SWALLOWED_MS;
      if (isSwallowed && !this.#isReturn) this.#giveUpSeat();
      else this.#try("http");
    }, patience);
  }

  /** Whether a client takes a place that it had before. It has a token, which wins over any other connection. */
  get #isReturn(): boolean {
    return new URL(this.#url).searchParams.has("reconnectionToken");
  }

  /** The server has answered. */
  #hear(candidate: Candidate, message: TransportMessage): void {
    if (candidate.name === "websocket" && this.#trying.has("http")) {
      // The server gives the seat to the request that it reads last. If that is the one over HTTP, this one is over.
      if (this.#seatTaken) this.#use(candidate, message);
      else this.#late ??= message;
      return;
    }
    const socket = this.#trying.get("websocket");
    if (candidate.name === "http" && socket && !this.#isReturn && isRefusal(message)) {
      this.#seatTaken = message;
      candidate.drop();
      if (this.#late) this.#use(socket, this.#late);
      else this.#timer = this.#runtime.setTimeout(() => this.#giveUpSeat(), GRACE_MS);
      return;
    }
    this.#use(candidate, message);
  }

  #use(candidate: Candidate, message: TransportMessage): void {
    this.#timer?.cancel();
    this.#trying.delete(candidate.name);
    for (const other of this.#trying.values()) other.drop();
    this.#trying.clear();
    this.#late = undefined;
    this.#seatTaken = undefined;
    this.#adopt(candidate);
    this.#events.onopen?.({});
    this.#events.onmessage?.(message);
  }

  #adopt(candidate: Candidate): void {
    const { name } = candidate;
    this.#used = candidate;
    this.#choice.succeed(name);
    candidate.hand({
      onmessage: (message: TransportMessage) => this.#events.onmessage?.(message),
      onerror: (error: unknown) => this.#events.onerror?.(error),
      onclose: (end: TransportEnd) => this.#end(candidate, end),
    });
    this.#returning = undefined;
    if (name === "http" && this.#choice.mayChange) void this.#look();
  }

  #end(candidate: Candidate, end: TransportEnd): void {
    if (this.#used === candidate && !this.#returning?.keep(end)) this.#finish(end);
  }

  #finish(end: TransportEnd): void {
    this.#used = undefined;
    this.#returning?.stop();
    this.#events.onclose?.(end);
  }

  #lose(candidate: Candidate, end: TransportEnd): void {
    const { name, transport } = candidate;
    this.#trying.delete(name);
    if (name === "websocket") this.tried.webSocket ??= "refused";
    else this.tried.http = (transport as { failure?: string } | undefined)?.failure ?? end.reason;
    const socket = this.#trying.get("websocket");
    if (name === "http" && socket && this.#late) this.#use(socket, this.#late);
    else if (name === "websocket" && this.#seatTaken) this.#giveUpSeat();
    else if (this.#trying.size === 0) this.#tryOther(name, end);
  }

  #tryOther(lost: TransportName, end: TransportEnd): void {
    this.#timer?.cancel();
    this.#choice.fail(lost);
    const isTried = lost === "websocket" ? this.tried.http !== undefined : this.tried.webSocket !== undefined;
    if (this.#choice.mayChange && !isTried) this.#try(lost === "websocket" ? "http" : "websocket");
    else this.#events.onclose?.({ code: end.code, reason: end.reason });
  }

  #giveUpSeat(): void {
    this.isSeatLost = true;
    this.#choice.fail("websocket");
    this.#reset();
    this.#events.onclose?.({ code: ABNORMAL, reason: "swallowed" });
  }

  /** Looks for a WebSocket beside the connection over HTTP. */
  async #look(): Promise<void> {
    const used = this.#used;
    const { ReturnToWebSocket } = await import("./return-to-web-socket.ts");
    if (this.#used !== used) return;
    this.#returning = new ReturnToWebSocket({
      choice: this.#choice,
      WebSocketClass: this.#WebSocketClass,
      url: this.#url,
      headers: this.#headers,
      token: this.#token,
      onEnd: (end) => this.#finish(end),
      onChange: (successor, message) => {
        this.#used?.drop();
        this.#adopt(successor);
        // For the SDK, this is a lost connection whose successor is there at once.
        this.#events.onclose?.({ code: CloseCode.MAY_TRY_RECONNECT, reason: "a better connection" });
        this.#events.onopen?.({});
        this.#events.onmessage?.(message);
      },
    });
  }
}
