import { CloseCode } from "@colyseus/sdk";

import type { Runtime, Timer } from "../../core/runtime.ts";
import { Candidate } from "./candidate.ts";
import type { PollingTransport } from "./polling-transport.ts";
import type * as RaceModule from "./race.ts";
import type { ReturnToWebSocket } from "./return-to-web-socket.ts";
import {
  ABNORMAL,
  type SdkEvents,
  type SdkTransport,
  type SdkTransportClass,
  type TransportEnd,
  type TransportMessage,
} from "./sdk-transport.ts";
import type { Target } from "./target.ts";
import type { TransportChoice, TransportName, Tried } from "./transport-choice.ts";

/** A WebSocket on which the server has not answered after this time is not waited for alone, in ms. */
const JOIN_PATIENCE_MS = 1500;
/** The same for a player who was in a fight a moment ago. */
const RETURN_PATIENCE_MS = 700;
/**
 * The same when the server itself has ended a WebSocket that worked. They pass here, so one that is silent waits for a
 * busy server, which a second connection would only keep busier.
 */
const SENT_AWAY_PATIENCE_MS = 4000;
/** Close codes from here on are the server's own (RFC 6455, section 7.4.2). No network makes them. */
const FIRST_OWN_CODE = 4000;
/** In the address of a room for a client that takes a place that it had before. */
const RETURNS = "reconnectionToken=";

/** An attempt to connect. */
interface Attempt {
  /** The WebSocket that is tried first. */
  socket?: Candidate;
  /** HTTP is tried as well. */
  isRace?: boolean;
  /** What ends it, silently. */
  ends?: { drop(): void };
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
  #target: Target;
  /** The code for HTTP, once it was needed. */
  #http: typeof RaceModule | undefined;
  #attempt: Attempt | undefined;
  /** The connection that is in use. */
  #used: Candidate | undefined;
  /** Whether the server has ended the last connection, a WebSocket, and nothing was tried since then. */
  #isSentAway = false;
  #returning: ReturnToWebSocket | undefined;
  #timer: Timer | undefined;

  /**
   * `original` is the transport of the SDK, whose place this one takes. `token` returns the token with which the client
   * takes its place again; undefined when it can't.
   */
  constructor(original: SdkTransport, events: SdkEvents, choice: TransportChoice, token: () => string | undefined) {
    const WebSocketClass = original.constructor as SdkTransportClass;
    this.#target = { choice, WebSocketClass, url: "", headers: undefined, token };
    this.#events = events;
    this.#choice = choice;
    this.#runtime = choice.runtime;
  }

  get isOpen(): boolean {
    return this.#used?.transport?.isOpen ?? false;
  }

  /** The transport in use; undefined while there is no connection. */
  get name(): TransportName | undefined {
    return this.#used?.name;
  }

  /** What a connection over HTTP does. It is empty on any other, and undefined without one. */
  get http(): Partial<Pick<PollingTransport, "requests" | "isStreamed">> | undefined {
    return this.#used?.transport as Partial<PollingTransport> | undefined;
  }

  connect(url: string, headers?: unknown): void {
    // After a change of transports the SDK's own attempt finds the connection there.
    if (this.isOpen) return;
    this.#reset();
    this.#target = { ...this.#target, url, headers };
    this.tried = {};
    this.isSeatLost = false;
    this.#attempt = {};
    if (this.#choice.first === "websocket") this.#tryWebSocket(this.#attempt);
    else void this.#race(this.#attempt);
  }

  send(data: Uint8Array): void {
    this.#used?.transport?.send(data);
  }

  sendUnreliable(data: Uint8Array): void {
    this.send(data);
  }

  close(code?: number, reason = ""): void {
    const used = this.#used;
    if (!used) {
      const wasTrying = this.#attempt !== undefined;
      this.#reset();
      if (wasTrying) queueMicrotask(() => this.#events.onclose?.({ code: ABNORMAL, reason }));
    } else if (code === CloseCode.MAY_TRY_RECONNECT) {
      // The SDK closes so when the network is gone, and then no goodbye arrives.
      this.#fail({ code, reason });
    } else {
      this.#returning?.stop();
      used.transport?.close(code, reason);
    }
  }

  /** Ends everything, silently. */
  #reset(): void {
    this.#timer?.cancel();
    this.#returning?.stop();
    this.#attempt?.ends?.drop();
    this.#attempt = undefined;
    this.#used?.drop();
    this.#used = undefined;
  }

  /** How long a WebSocket is waited for alone. */
  get #patienceMs(): number {
    if (this.#isSentAway) return SENT_AWAY_PATIENCE_MS;
    return this.#target.url.includes(RETURNS) ? RETURN_PATIENCE_MS : JOIN_PATIENCE_MS;
  }

  #tryWebSocket(attempt: Attempt): void {
    const { WebSocketClass, url, headers } = this.#target;
    const socket = new Candidate("websocket", {
      onAnswered: (candidate, message) => this.#use(candidate, [message]),
      onFailed: (_, end) => {
        this.tried.webSocket ??= "refused";
        if (this.#choice.mayChange && !this.tried.http) void this.#race(attempt);
        else this.#fail(end);
      },
    });
    attempt.socket = attempt.ends = socket;
    // It is given some time before HTTP is tried beside it.
    if (this.#choice.mayChange)
      this.#timer = this.#runtime.setTimeout(() => void this.#race(attempt), this.#patienceMs);
    socket.start(
      (events) => new WebSocketClass(events),
      (transport) => transport.connect(url, headers),
      () => this.#runtime.now(),
    );
  }

  /** Tries HTTP too. */
  async #race(attempt: Attempt): Promise<void> {
    if (attempt.isRace) return;
    attempt.isRace = true;
    this.#timer?.cancel();
    const { tried } = this;
    try {
      this.#http = await import("./race.ts");
    } catch (error) {
      tried.http = String(error);
    }
    const { socket } = attempt;
    // The WebSocket may have been answered meanwhile.
    if (this.#attempt !== attempt) return;
    if (tried.http === undefined && this.#http)
      attempt.ends = new this.#http.Race(
        this.#target,
        {
          tried,
          onUsed: (candidate, messages) => this.#use(candidate, messages),
          onFailed: (end, isSeatLost) => {
            this.isSeatLost = isSeatLost;
            this.#fail(end);
          },
        },
        socket,
      );
    else if (!socket || socket.end) {
      this.#choice.fail("http");
      this.#fail({ code: ABNORMAL, reason: tried.http ?? "" });
    }
  }

  /** Ends everything, and says so. */
  #fail({ code, reason }: TransportEnd, isSentAway = false): void {
    this.#isSentAway = isSentAway;
    this.#reset();
    this.#events.onclose?.({ code, reason });
  }

  #use(candidate: Candidate, messages: readonly TransportMessage[]): void {
    this.#timer?.cancel();
    this.#attempt = undefined;
    this.#adopt(candidate);
    this.#events.onopen?.({});
    for (const message of messages) this.#events.onmessage?.(message);
  }

  #adopt(candidate: Candidate): void {
    const { name } = candidate;
    this.#used = candidate;
    this.#choice.succeed(name);
    candidate.hand(this.#events, (end) => {
      if (!this.#returning?.keep(end)) this.#fail(end, name === "websocket" && end.code >= FIRST_OWN_CODE);
    });
    this.#returning = undefined;
    if (name === "websocket" || !this.#choice.mayChange) return;
    this.#returning = this.#http?.lookForWebSocket(this.#target, {
      onEnd: (end) => this.#fail(end),
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
