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

import type { RefusalReason } from "./refusal-counts.ts";

const MATCHMAKING = /^\/matchmake\//;
const TO_LOBBY = new RegExp(`^/matchmake/\\w+/${LOBBY_ROOM}$`);

/** Why a request is not even looked into. */
export type DoorRefusal = Extract<RefusalReason, "origin" | "joins" | "connections" | "openConnections">;

/** What somebody asks for: a seat in an arena, one in a lobby, a WebSocket. */
type Kind = "joins" | "visits" | "connections";

const ANSWERS: Readonly<Record<DoorRefusal, { readonly status: number; readonly sentence: string }>> = {
  origin: { status: 403, sentence: "this server does not take players from another site's page" },
  joins: { status: 429, sentence: "too many joins from this address; try again in a minute" },
  connections: { status: 429, sentence: "too many connections from this address; try again in a minute" },
  openConnections: { status: 429, sentence: "too many open connections from this address; close one" },
};

export interface DoorOptions {
  /** Origins besides the server's own, in lower case. */
  readonly allowedOrigins: readonly string[];
  readonly addressOf: AddressOf;
  readonly limits: AddressLimits;
  /** Whether a WebSocket is opened by one of the host's own bots, of which there are as many as the host wants. */
  readonly isOwn: (request: IncomingMessage) => boolean;
  readonly onRefused: (why: DoorRefusal) => void;
}

/**
 * Who may ask for a seat and open a WebSocket: from which pages, and how often from one address. Call it once all
 * listeners are there. Pages and files are for everybody.
 */
export function guardDoor(server: Server, options: DoorOptions): void {
  const requestListeners = takeListeners<RequestListener>(server, "request");
  server.on("request", async (request: IncomingMessage, response: ServerResponse) => {
    const { url = "" } = request;
    const kind = TO_LOBBY.test(url) ? "visits" : "joins";
    const why = MATCHMAKING.test(url) ? await judge(request, kind, options) : undefined;
    if (why) answer(response, why);
    else for (const listener of requestListeners) listener.call(server, request, response);
  });

  const upgradeListeners = takeListeners<UpgradeListener>(server, "upgrade");
  server.on("upgrade", async (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // Until a WebSocket takes it over, nobody else listens for what goes wrong with it.
    const destroy = (): unknown => socket.destroy();
    socket.on("error", destroy);
    if (!leadsToRoom(request.url)) {
      socket.end("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n");
      return;
    }
    const why = (await judge(request, "connections", options)) ?? keepOpen(request, socket, options);
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
 * Whether the framework can read where a WebSocket is to lead. As shipped, a target that makes no URL is an error that nobody catches,
 * and a room called `__proto__` is found among the rooms.
 */
function leadsToRoom(target = "/"): boolean {
  if (!URL.canParse(`ws://server${target}`)) return false;
  const { pathname } = new URL(`ws://server${target}`);
  return !(pathname.slice(pathname.lastIndexOf("/") + 1) in Object.prototype);
}

/** Why a request is turned away, if it is. What comes after it reads the address that is believed, and no other. */
async function judge(
  request: IncomingMessage,
  kind: Kind,
  { allowedOrigins, addressOf, limits, onRefused }: DoorOptions,
): Promise<DoorRefusal | undefined> {
  const address = addressOf(request);
  overwriteForwarded(request, address);
  const why = isAllowedOrigin(request.headers, allowedOrigins)
    ? await overLimit(request, kind, address, limits)
    : "origin";
  if (why) onRefused(why);
  return why;
}

async function overLimit(
  { method }: IncomingMessage,
  kind: Kind,
  address: string,
  limits: AddressLimits,
): Promise<DoorRefusal | undefined> {
  // A browser asks whether it may ask: that is no join yet.
  if (method === "OPTIONS") return undefined;
  switch (kind) {
    case "joins":
      return (await limits.mayJoin(address)) ? undefined : "joins";
    case "visits":
      return (await limits.mayVisit(address)) ? undefined : "joins";
    case "connections":
      return (await limits.mayConnect(address)) ? undefined : "connections";
    default:
      return assertNever(kind);
  }
}

/** Counts an open WebSocket, or says why there may be no more. */
function keepOpen(
  request: IncomingMessage,
  socket: Duplex,
  { addressOf, limits, isOwn, onRefused }: DoorOptions,
): DoorRefusal | undefined {
  const address = addressOf(request);
  if (isOwn(request) || limits.keepOpen(address, socket)) return undefined;
  onRefused("openConnections");
  return "openConnections";
}

/** In the form that the matchmaker answers in, so that every client can read it. */
function answer(response: ServerResponse, why: DoorRefusal): void {
  const { status, sentence } = ANSWERS[why];
  response.writeHead(status, { "Content-Type": "application/json" });
  response.end(JSON.stringify({ code: status, error: sentence }));
}
