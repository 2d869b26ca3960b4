import { joinArena, resumeArena } from "@fray/game-client/internal/connection/join";
import { joinLimit } from "@fray/game-client/internal/connection/join-limit";
import { joinLobby } from "@fray/game-client/internal/connection/live-lobby";
import { POLL_PATH, systemRuntime as runtime } from "@fray/netcode/core";
import type { EventEmitter } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { WebSocketServer } from "ws";

import { settled, pass } from "../support/until.ts";
import { startVirtual, type VirtualServer } from "../support/virtual-server.ts";
import { Network } from "./network.ts";

const LINE = { roundTripMs: 40 };
const LIMIT_MS = 8000;
const TOO_LATE = "The server did not answer in time.";
const NOTHING_PASSES = "neither a WebSocket nor plain requests to its rooms get through";
const WEB_SOCKETS_ONLY = "no WebSocket to it can be opened, and it allows no other connection";

type Listener = Parameters<EventEmitter["on"]>[1];

let server: VirtualServer;
beforeAll(async () => {
  server = await startVirtual({ args: ["--map", "duel"] });
});
afterAll(() => server.stop());

/** Puts another listener in place of the server's own ones, until the end of a test. */
const restore: (() => void)[] = [];
afterEach(() => {
  for (const run of restore.splice(0)) run();
});
function intercept(event: "request" | "upgrade", listener: Listener): void {
  const http: EventEmitter = server.running.http;
  const own = http.listeners(event) as Listener[];
  http.removeAllListeners(event).on(event, listener);
  restore.push(() => {
    http.removeAllListeners(event);
    for (const each of own) http.on(event, each);
  });
}

/** Puts another listener in place of the one for connections over plain HTTP. */
function interceptPolls(listener: (response: ServerResponse) => void): void {
  const own = server.running.http.listeners("request") as Listener[];
  intercept("request", (request: IncomingMessage, response: ServerResponse) => {
    if (request.url?.endsWith(POLL_PATH)) listener(response);
    else for (const each of own) each.call(server.running.http, request, response);
  });
}

const shake = new WebSocketServer({ noServer: true });
const FAULTS = {
  "a request that is never answered": () => intercept("request", () => {}),
  "handshakes and requests that are never answered": () => {
    intercept("upgrade", (_request: unknown, socket: Socket) => socket.resume().on("end", () => socket.destroy()));
    interceptPolls(() => {});
  },
  "a socket on which nothing is said, and requests that are never answered": () => {
    intercept("upgrade", (request: IncomingMessage, socket: Socket, head: Buffer) =>
      shake.handleUpgrade(request, socket, head, () => {}),
    );
    interceptPolls(() => {});
  },
} as const;
const WAYS = {
  "the arena": (endpoint: string, cancelled?: AbortSignal) =>
    joinArena({ runtime, name: "Ann", endpoint, signal: joinLimit(runtime, cancelled) }),
  "the lobby": (endpoint: string, cancelled?: AbortSignal) =>
    joinLobby(runtime, "Ann", { endpoint, ...(cancelled && { cancelled }) }),
} as const;

const kinds = <Kind extends string>(of: Record<Kind, unknown>) => Object.keys(of) as Kind[];
const cases = kinds(WAYS).flatMap((way) => kinds(FAULTS).map((fault) => [way, fault] as const));

describe("joining", () => {
  test.for(cases)("%s over %s ends after 8 s, with a sentence and without a connection", async ([way, fault]) => {
    FAULTS[fault]();
    const network = new Network(server, LINE);
    const began = performance.now();
    await expect(settled<unknown>(WAYS[way](network.endpoint))).rejects.toThrow(TOO_LATE);
    expect(performance.now() - began).toBeCloseTo(LIMIT_MS, -1);
    await pass(200);
    expect(network.connections).toBe(0);
  });

  test.for(cases)("%s over %s ends at once when it is cancelled", async ([way, fault]) => {
    FAULTS[fault]();
    const network = new Network(server, LINE);
    const cancel = new AbortController();
    const joining: Promise<unknown> = WAYS[way](network.endpoint, cancel.signal);
    joining.catch(() => {});
    await pass(1000);
    cancel.abort();
    const cancelledAt = performance.now();
    await expect(settled(joining)).rejects.toThrow();
    expect(performance.now() - cancelledAt).toBeLessThan(50);
    await pass(200);
    expect(network.connections).toBe(0);
  });

  const refusals = kinds(WAYS).flatMap((way) => [
    [way, 403, NOTHING_PASSES] as const,
    [way, 405, WEB_SOCKETS_ONLY] as const,
  ]);
  test.for(refusals)(
    "%s where WebSockets are refused, and requests with %d, says so at once",
    async ([way, status, why]) => {
      intercept("upgrade", (_request: unknown, socket: Socket) => socket.end("HTTP/1.1 403 Forbidden\r\n\r\n"));
      interceptPolls((response) => response.writeHead(status).end());
      const network = new Network(server, LINE);
      const began = performance.now();
      await expect(settled<unknown>(WAYS[way](network.endpoint))).rejects.toThrow(why);
      expect(performance.now() - began).toBeLessThan(1000);
    },
  );

  test("a game that is resumed shares the limit with the new one that follows", async () => {
    FAULTS["handshakes and requests that are never answered"]();
    const network = new Network(server, LINE);
    const signal = joinLimit(runtime);
    const began = performance.now();
    const resumed = await settled(resumeArena({ runtime, token: "abc:def", endpoint: network.endpoint, signal }));
    expect(resumed).toBeUndefined();
    await expect(settled(joinArena({ runtime, name: "Ann", endpoint: network.endpoint, signal }))).rejects.toThrow(
      TOO_LATE,
    );
    expect(performance.now() - began).toBeCloseTo(LIMIT_MS, -1);
  });

  test("nothing happens to a game that has begun when the limit is over", async () => {
    const game = await settled(WAYS["the arena"](server.http));
    const lobby = await settled(WAYS["the lobby"](server.http));
    await pass(LIMIT_MS + 1000);
    expect(game.status()).toEqual({ state: "online" });
    expect(lobby.view.value.lost).toBe(false);
    lobby.leave();
    await settled(game.leave());
  });
});
