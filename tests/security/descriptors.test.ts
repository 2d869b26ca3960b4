import { systemRuntime } from "@fray/netcode/core";
import { guardHttp } from "@fray/netcode/server";
import { logger } from "@fray/server/internal/logger";
import { limitConnections } from "@fray/server/internal/network/connection-limit";
import { portOf } from "@fray/server/internal/network/port-of";
import { Refusals } from "@fray/server/internal/network/refusals";
import { once } from "node:events";
import { createReadStream } from "node:fs";
import { createServer, type Server } from "node:http";
import { connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";

import { startServer } from "../support/server.ts";
import { until } from "../support/until.ts";

const Health = z.object({
  ok: z.literal(true),
  connections: z.object({ open: z.number(), max: z.number() }),
  refusalCounts: z.object({ descriptors: z.number() }),
});

const open: Socket[] = [];
afterEach(() => {
  for (const socket of open.splice(0)) socket.destroy();
  vi.restoreAllMocks();
});

/** Opens connections that say nothing, and waits until each is there, or closed by the server. */
async function hold(port: number, count: number): Promise<void> {
  const sockets = Array.from({ length: count }, () => connect(port, "127.0.0.1"));
  open.push(...sockets);
  await Promise.all(
    sockets.map(async (socket) => {
      socket.on("error", () => {});
      await once(socket, "connect");
    }),
  );
}

async function listen(server: Server): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return portOf(server);
}

describe("silent connections", () => {
  test("leave a server without free file descriptors alive: health is answered, and the log has one line", async () => {
    const server = await startServer({ descriptors: 96 });
    await hold(server.port, 200);
    // All of them are held on to until the end.
    const report = await until("a question is answered", async () => {
      const answer = await fetch(`${server.http}/health`).catch(() => undefined);
      return answer && Health.parse(await answer.json());
    });
    expect(report.connections.max).toBeLessThan(96);
    expect(report.connections.open).toBeLessThanOrEqual(report.connections.max);
    expect(report.refusalCounts.descriptors).toBeGreaterThanOrEqual(200 - report.connections.max);
    expect(server.log().match(/no file descriptors left/g)).toHaveLength(1);
    for (const socket of open) socket.destroy();
    await until("the page is served", async () => (await fetch(server.http).catch(() => undefined))?.ok);
    await server.stop();
  });

  test("do not stop a WebSocket refusal with its reason, nor the answer to a request", async () => {
    const warn = vi.spyOn(logger, "warn").mockReturnValue(undefined);
    const server = createServer((_request, response) => response.end("fine"));
    server.on("upgrade", (_request, socket) => socket.end("upgraded"));
    const port = await listen(server);
    const services = {
      runtime: systemRuntime,
      connections: { open: 0, max: Infinity },
      refusals: new Refusals(),
    };
    limitConnections(server, services, 20);
    await hold(port, 12);
    const upgrade = async (): Promise<string> => {
      const socket = connect(port, "127.0.0.1");
      socket.write("GET / HTTP/1.1\r\nHost: fray\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n");
      return text(socket);
    };
    await until("one too many is refused", async () => (await upgrade()).startsWith("HTTP/1.1 503 "));
    expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe("fine");
    for (const socket of open.splice(0)) socket.destroy();
    await until("there is room again", async () => (await upgrade()) === "upgraded");
    expect(warn).toHaveBeenCalled();
    server.closeAllConnections();
    server.close();
  });
});

test("a file that can't be opened ends its request and not the server", async () => {
  const server = createServer((request, response) => {
    if (request.url === "/file") createReadStream("/nowhere/to/be/found").pipe(response);
    else response.end("fine");
  });
  const port = await listen(server);
  guardHttp(server);
  await expect(fetch(`http://127.0.0.1:${port}/file`)).rejects.toThrow("fetch failed");
  expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe("fine");
  server.closeAllConnections();
  server.close();
});
