import {
  type AddressLimits,
  overwriteForwarded,
  type AddressOf,
  takeListeners,
  type UpgradeListener,
  isAllowedOrigin,
  answerRaw,
} from "@fray/netcode/server";
import { assertNever } from "@fray/shared-state/assert-never";
import { LOBBY_ROOM } from "@fray/shared-state/protocol/rooms";
import type { IncomingMessage, RequestListener, Server, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";

import type { RefusalReason } from "./refusals.ts";

const MATCHMAKING = /^\/matchmake\//;
const TO_LOBBY = new RegExp(`^/matchmake/\\w+/${LOBBY_ROOM}$`);

/** Reasons for which a request is refused before it is parsed. */
export type DoorRefusal = Extract<RefusalReason, "origin" | "joins" | "connections" | "openConnections">;

/** What closes when a connection does. */
interface Closing {
  once(event: "close", listener: () => void): unknown;
}

/** Kinds of request: a seat in an arena, a seat in a lobby, a connection. */
type Kind = "joins" | "visits" | "connections";

const ANSWERS: Readonly<Record<DoorRefusal, { readonly status: number; readonly sentence: string }>> = {
  origin: { status: 403, sentence: "this server does not accept players from another site's page" },
  joins: { status: 429, sentence: "too many joins from this address; try again in a minute" },
  connections: { status: 429, sentence: "too many connections from this address; try again in a minute" },
  openConnections: { status: 429, sentence: "too many open connections from this address; close one" },
};

export interface DoorOptions {
  /** Allowed origins in addition to the server's own, in lower case. */
  readonly allowedOrigins: readonly string[];
  readonly addressOf: AddressOf;
  readonly limits: AddressLimits;
  /**
   * Whether one of the host's own bots opens the WebSocket. Their number has no limit here, because the host chooses
   * it.
   */
  readonly isOwn: (request: IncomingMessage) => boolean;
  readonly onRefused: (why: DoorRefusal, request: IncomingMessage) => void;
}

/**
 * Decides which requests for seats and WebSockets are accepted: by the page's origin, and by the rate of the address.
 * Call it after all listeners are registered. Pages and files have no such limit.
 */
export function guardDoor(server: Server, options: DoorOptions): void {
  const requestListeners = takeListeners<RequestListener>(server, "request");
  // An exception in an async listener is logged. Thrown from an event, it would end the process.
  server.on("request", async (request: IncomingMessage, response: ServerResponse) => {
    const { url = "" } = request;
    const kind = TO_LOBBY.test(url) ? "visits" : "joins";
    const why = MATCHMAKING.test(url) ? judge(request, kind, options) : undefined;
    if (why) answer(response, why);
    else for (const listener of requestListeners) listener.call(server, request, response);
  });

  const upgradeListeners = takeListeners<UpgradeListener>(server, "upgrade");
  server.on("upgrade", async (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // Until a WebSocket takes the socket over, it has no other error listener.
    const destroy = (): unknown => socket.destroy();
    socket.on("error", destroy);
    if (!leadsToRoom(request.url)) {
      socket.end("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n");
      return;
    }
    const why = judge(request, "connections", options) ?? keepOpen(request, socket, options);
    if (why) {
      const { status, sentence } = ANSWERS[why];
      answerRaw(socket, status, sentence);
      return;
    }
    if (socket.destroyed) return;
    for (const listener of upgradeListeners) listener.call(server, request, socket, head);
    socket.off("error", destroy);
  });
}

/**
 * Whether the framework can parse the target of a WebSocket. By default a target that is no URL throws an error that
 * nothing catches, and a room called `__proto__` is found among the rooms.
 */
function leadsToRoom(target = "/"): boolean {
  if (!URL.canParse(`ws://server${target}`)) return false;
  const { pathname } = new URL(`ws://server${target}`);
  return !(pathname.slice(pathname.lastIndexOf("/") + 1) in Object.prototype);
}

/** Returns the reason to refuse a request, or undefined. Later handlers use the address that this function trusts. */
function judge(
  request: IncomingMessage,
  kind: Kind,
  { allowedOrigins, addressOf, limits, onRefused }: DoorOptions,
): DoorRefusal | undefined {
  const address = addressOf(request);
  overwriteForwarded(request, address);
  const why = isAllowedOrigin(request.headers, allowedOrigins) ? overLimit(request, kind, address, limits) : "origin";
  if (why) onRefused(why, request);
  return why;
}

function overLimit(
  { method }: IncomingMessage,
  kind: Kind,
  address: string,
  limits: AddressLimits,
): DoorRefusal | undefined {
  // A browser's preflight request is not a join.
  if (method === "OPTIONS") return undefined;
  switch (kind) {
    case "joins":
      return limits.mayJoin(address) ? undefined : "joins";
    case "visits":
      return limits.mayVisit(address) ? undefined : "joins";
    case "connections":
      return limits.mayConnect(address) ? undefined : "connections";
    default:
      return assertNever(kind);
  }
}

/** Whether a connection over plain HTTP may be opened. It has the same limits as a WebSocket. */
export function mayOpen(request: IncomingMessage, socket: Closing, options: DoorOptions): boolean {
  return !(judge(request, "connections", options) ?? keepOpen(request, socket, options));
}

/** Counts an open connection, or returns the reason to refuse it. */
function keepOpen(
  request: IncomingMessage,
  socket: Closing,
  { addressOf, limits, isOwn, onRefused }: DoorOptions,
): DoorRefusal | undefined {
  const address = addressOf(request);
  if (isOwn(request) || limits.keepOpen(address, socket)) return undefined;
  onRefused("openConnections", request);
  return "openConnections";
}

/** The answer has the matchmaker's format, so that every client can parse it. */
function answer(response: ServerResponse, why: DoorRefusal): void {
  const { status, sentence } = ANSWERS[why];
  response.writeHead(status, { "Content-Type": "application/json" });
  response.end(JSON.stringify({ code: status, error: sentence }));
}
