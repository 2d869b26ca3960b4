import type { IncomingMessage, RequestListener, Server, ServerResponse } from "node:http";

import { MAX_EXCHANGE_BYTES, POLL_PATH, readExchange, type Exchange } from "../../core/polling/exchange.ts";
import { FRAME } from "../../core/polling/frames.ts";
import type { Runtime, Timer } from "../../core/runtime.ts";
import { createAddressOf, limitKey, overwriteForwarded, type AddressOf } from "../guards/client-address.ts";
import type { HttpGuardOptions } from "../guards/http-guard.ts";
import { KeyedWindows } from "../guards/keyed-windows.ts";
import { takeListeners } from "../guards/listeners.ts";
import { isAllowedOrigin } from "../guards/origin.ts";
import { readBody } from "../guards/read-body.ts";
import { TokenBucket, type Rate } from "../guards/token-bucket.ts";
import { PolledSocket } from "./polled-socket.ts";
import { POLL_REFUSALS, Reply, type PollRefusal } from "./reply.ts";

/** The path of a room's WebSocket, `/process/room`, and `POLL_PATH` behind it. */
const TARGET = /^(\/[\w-]+\/([\w-]+))\/poll$/;
/** The query of a room's WebSocket, as the SDK writes it. */
const QUERY = /^[\w.~%=&-]{1,512}$/;
/** Exchanges of one connection. An honest peer at 60 steps per second needs about 70. */
const EXCHANGES: Rate = { perSecond: 200, burst: 400 };
/** The requests of everybody behind one address that a restart of the server has left without their connection. */
const UNKNOWN = { uses: 600, windowMs: 60_000 } as const;
/** 8 KiB take this long at 7 kbit/s. */
const ARRIVAL_MS = 10_000;
const CHECK_MS = 250;

/** The part of the transport's WebSocket server that is used here. */
interface SocketServer {
  emit(event: "connection", socket: PolledSocket, request: IncomingMessage): unknown;
}

export interface PollOptions {
  readonly runtime: Runtime;
  /** By default the other end of the TCP connection. */
  readonly addressOf?: AddressOf;
  /** Allowed origins in addition to the server's own, in lower case. */
  readonly allowedOrigins?: readonly string[];
  /** Whether a peer may open a connection; by default each may. `socket` closes when the connection does. */
  readonly mayOpen?: (request: IncomingMessage, socket: PolledSocket) => boolean;
  /** Whether a peer that sends from another address than before is to open a new connection; by default none is. */
  readonly endsAt?: (address: string) => boolean;
  readonly onRefused?: (why: PollRefusal, request: IncomingMessage) => void;
}

interface Open {
  readonly socket: PolledSocket;
  /** The address from which the latest request came. */
  address: string;
  readonly budget: TokenBucket;
}

/** Whether a target, with or without a base path, is that of an HTTP connection. A `PollServer` answers all of these. */
export const isPoll = (target: string): boolean => target.endsWith(POLL_PATH);

/**
 * Connections over plain HTTP, for peers whose WebSockets do not pass. Each becomes a socket that is handed to the
 * transport like any WebSocket, so rooms and their guards do not know the difference.
 */
export class PollServer {
  readonly #sockets: SocketServer;
  readonly #options: Required<PollOptions>;
  readonly #open = new Map<string, Open>();
  readonly #unknown: KeyedWindows;
  readonly #checking: Timer;
  readonly #refused: Record<PollRefusal, number>;
  #exchanges = 0;

  /** `transport` is the framework's transport for WebSockets. */
  constructor(transport: object, options: PollOptions) {
    // The transport's WebSocket server is a private field.
    this.#sockets = (transport as { readonly wss: SocketServer }).wss;
    this.#options = {
      addressOf: createAddressOf([]),
      allowedOrigins: [],
      mayOpen: () => true,
      endsAt: () => false,
      onRefused: () => {},
      ...options,
    };
    const { runtime } = options;
    this.#unknown = new KeyedWindows(UNKNOWN, runtime);
    this.#checking = runtime.setInterval(() => this.#check(), CHECK_MS, { background: true });
    const none = Object.keys(POLL_REFUSALS).map((why) => [why, 0]);
    this.#refused = Object.fromEntries(none) as Record<PollRefusal, number>;
  }

  /** Number of open connections. */
  get size(): number {
    return this.#open.size;
  }

  /** Number of open connections on which the server says everything on a stream. */
  get streams(): number {
    return [...this.#open.values()].filter(({ socket }) => socket.isStreamed).length;
  }

  /** Number of requests that were taken in since the start. */
  get exchanges(): number {
    return this.#exchanges;
  }

  /** Number of refused requests since the start, by reason. */
  get refused(): Readonly<Record<PollRefusal, number>> {
    return this.#refused;
  }

  /** Bytes that this process keeps for its peers. */
  get waitingBytes(): number {
    let bytes = 0;
    for (const { socket } of this.#open.values()) bytes += socket.waitingBytes;
    return bytes;
  }

  /**
   * Answers the requests of HTTP connections on `server`, before anything that listens so far. Pass the result to
   * `guardHttp`, which then leaves their bodies alone.
   */
  listen(server: Server): HttpGuardOptions {
    const listeners = takeListeners<RequestListener>(server, "request");
    server.on("request", (request: IncomingMessage, response: ServerResponse) => {
      if (isPoll(request.url ?? "")) this.#serve(request, response);
      else for (const listener of listeners) listener.call(server, request, response);
    });
    return { readsBody: isPoll };
  }

  /** Ends all connections. */
  stop(): void {
    this.#checking.cancel();
    for (const { socket } of this.#open.values()) socket.terminate();
  }

  #check(): void {
    for (const { socket } of this.#open.values()) socket.check();
  }

  #serve(request: IncomingMessage, response: ServerResponse): void {
    const { runtime, allowedOrigins } = this.#options;
    const { headers } = request;
    const isAllowed = isAllowedOrigin(headers, allowedOrigins) && !isFromElsewhere(request);
    const foreignOrigin = isAllowed && !isAllowedOrigin(headers, []) ? headers.origin : undefined;
    const reply = new Reply(response, foreignOrigin, (why) => {
      this.#refused[why]++;
      this.#options.onRefused(why, request);
    });
    /** Refuses a request that may not have arrived completely. */
    const hangUp = (why: PollRefusal): void => {
      if (response.headersSent) return;
      response.setHeader("Connection", "close");
      response.on("finish", () => response.socket?.destroySoon());
      reply.refuse(why);
    };
    if (!isAllowed) {
      hangUp("origin");
      return;
    }
    const limit = runtime.setTimeout(() => hangUp("slow"), ARRIVAL_MS, { background: true });
    readBody(request, MAX_EXCHANGE_BYTES, (body) => {
      limit.cancel();
      if (body === "oversized") hangUp(body);
      else if (typeof body !== "string" && !response.headersSent) this.#exchange(request, body, reply);
    });
  }

  #exchange(request: IncomingMessage, body: Buffer, reply: Reply): void {
    const exchange = readExchange(body);
    if (!exchange) {
      reply.refuse("malformed");
      return;
    }
    const address = this.#options.addressOf(request);
    const open = this.#open.get(exchange.key) ?? this.#admit(request, address, exchange, reply);
    if (!open) return;
    if (open.address !== address && this.#options.endsAt(address)) {
      reply.refuse("ended");
      open.socket.terminate();
      return;
    }
    open.address = address;
    if (!open.budget.take(this.#options.runtime.now())) {
      reply.refuse("flood");
      open.socket.terminate();
      return;
    }
    this.#exchanges++;
    open.socket.receive(exchange, reply);
  }

  /** Opens a connection, or refuses the request. */
  #admit(request: IncomingMessage, address: string, { key, number, frames }: Exchange, reply: Reply): Open | undefined {
    const { runtime, mayOpen } = this.#options;
    const [first] = frames;
    if (number > 0 || first?.kind !== FRAME.open) {
      reply.refuse(this.#unknown.take(limitKey(address)) ? "unknown" : "guesses");
      return undefined;
    }
    const url = urlOf(request.url, Buffer.from(first.payload).toString("latin1"));
    if (!url) {
      reply.refuse("malformed");
      return undefined;
    }
    overwriteForwarded(request, address);
    const socket = new PolledSocket(runtime);
    if (!mayOpen(request, socket)) {
      reply.refuse("connections");
      return undefined;
    }
    const open = { socket, address, budget: new TokenBucket(EXCHANGES, runtime.now()) };
    this.#open.set(key, open);
    socket.once("close", () => this.#open.delete(key));
    // The framework reads the address and the headers of the request that opened a socket.
    this.#sockets.emit("connection", socket, Object.create(request, { url: { value: url } }) as IncomingMessage);
    return open;
  }
}

/** A page of another site may make a browser send requests without an origin. Programs do not send this header. */
const isFromElsewhere = ({ headers }: IncomingMessage): boolean =>
  headers.origin === undefined && headers["sec-fetch-site"] === "cross-site";

/** Returns the target that a WebSocket to the same room would have; undefined for none that the framework can read. */
function urlOf(target = "", query: string): string | undefined {
  const [, path = "", roomId = ""] = TARGET.exec(target) ?? [];
  // The framework finds a room called `__proto__` among its rooms.
  return QUERY.test(query) && !(roomId in Object.prototype) ? `${path}?${query}` : undefined;
}
