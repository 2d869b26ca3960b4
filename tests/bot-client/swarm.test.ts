import { Client, type Room } from "@colyseus/sdk";
import { ArenaConnection } from "@fray/bot-client/internal/connection/arena-connection";
import { joinWithRetry } from "@fray/bot-client/internal/connection/join-with-retry";
import { systemRuntime } from "@fray/netcode/core";
import { CLOSE } from "@fray/shared-state/protocol/close-codes";
import { ARENA_ROOM, DEFAULT_TICK_RATE } from "@fray/shared-state/protocol/rooms";
import { ArenaState } from "@fray/shared-state/schema/arena-state";
import { spawn } from "node:child_process";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";

import { BOTS_PROGRAM } from "../support/programs.ts";
import { startServer, type ServerProcess } from "../support/server.ts";
import { until } from "../support/until.ts";
import { killBots, reportIn, startBots } from "./bots-process.ts";

const Health = z.object({
  rooms: z.array(z.object({ players: z.number(), counters: z.object({ inputsReceived: z.number() }) })),
});

afterEach(killBots);

/** Somebody in the room who only looks. */
async function observe(url: string): Promise<Room<unknown, ArenaState>> {
  const room = await new Client(url).joinOrCreate<ArenaState>(ARENA_ROOM, { name: "Observer" }, ArenaState);
  room.onMessage("*", () => {});
  return room;
}

const namesIn = (room: Room<unknown, ArenaState>): string[] =>
  [...room.state.roster.values()].filter(({ bot }) => bot).map(({ name }) => name);

describe("against a running server", () => {
  let server: ServerProcess;
  let observer: Room<unknown, ArenaState>;
  /** One for each tick. */
  let patches = 0;

  beforeAll(async () => {
    server = await startServer();
    observer = await observe(server.url);
    observer.onStateChange(() => void patches++);
  });

  afterAll(async () => {
    await observer.leave();
    await server.stop();
  });

  test.each(["SIGINT", "SIGTERM"] as const)("%s ends an endless run at once, seats given back", async (signal) => {
    const bots = startBots("--url", server.url, "--count", "3", "--name-prefix", "Guest ");
    await until("three bots in the roster", () => namesIn(observer).length === 3);
    for (const name of namesIn(observer)) expect(name).toMatch(/^Guest \w+$/);
    bots.process.kill(signal);
    const { code, stdout } = await bots.ended();
    expect(code).toBe(0);
    expect(stdout).toContain("3 joined, 0 failed");
    const endedAt = patches;
    await until("the bots out of the roster", () => namesIn(observer).length === 0);
    // A seat that is not given back is held for thirty seconds of ticks.
    expect(patches - endedAt).toBeLessThanOrEqual(5 * DEFAULT_TICK_RATE);
  });

  test("bots of a host leave when the host's process is gone", async () => {
    const args = JSON.stringify([BOTS_PROGRAM, "--url", server.url, "--count", "2", "--with-parent", "--quiet"]);
    const host = spawn(process.execPath, [
      "-e",
      `require("node:child_process").spawn(process.execPath, ${args}, { stdio: "ignore" })`,
    ]);
    await until("two bots in the roster", () => namesIn(observer).length === 2);
    host.kill("SIGKILL");
    await until("the bots out of the roster", () => namesIn(observer).length === 0);
  });

  test("a room that does not exist is reported in words, with exit code 1", async () => {
    const { code, stdout } = await startBots("--url", server.url, "--count", "1", "--room", "nowhere").ended();
    expect(code).toBe(1);
    expect(stdout).toMatch(/^0 joined, 1 failed: 1 x .*nowhere/);
  });
});

describe("with a server that starts and stops", () => {
  test("bots wait for it, and report it when it closes", async () => {
    const first = await startServer();
    await first.stop();
    const bots = startBots("--url", first.url, "--count", "2", "--json");
    await expect(ArenaConnection.open({ runtime: systemRuntime, url: first.url, name: "Early" })).rejects.toThrow();

    const server = await startServer({ args: ["--port", String(first.port)] });
    // In the roster they are a moment before they have all they need to play.
    await until("both bots are in, as they see it", () => bots.output().includes('"joined":2'));
    await until("both play, as the server sees it", async () => {
      const { rooms } = Health.parse(await (await fetch(`${server.http}/health`)).json());
      return rooms.some(({ players, counters }) => players === 2 && counters.inputsReceived > 60);
    });
    await server.stop();
    // They would come back to another server.
    await until("both have seen it close", () => bots.output().includes('"disconnected":2'));
    bots.process.kill("SIGTERM");

    const { code, stdout } = await bots.ended();
    expect(code).toBe(0);
    expect(reportIn(stdout)).toMatchObject({ joined: 2, failed: 0, disconnects: { [CLOSE.serverShutdown]: 2 } });
  });

  test("a server that never starts ends the run with the reason", async () => {
    const gone = await startServer();
    await gone.stop();
    const joining = joinWithRetry(
      { runtime: systemRuntime, url: gone.url, name: "Patient" },
      700,
      new AbortController().signal,
    );
    await expect(joining).rejects.toMatchObject({ code: "ECONNREFUSED" });
  });
});
