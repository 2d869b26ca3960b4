import { ArenaConnection } from "@fray/bot-client/internal/connection/arena-connection";
import { systemRuntime } from "@fray/netcode/core";
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from "vitest";

import { contextHere } from "../security/in-process.ts";
import { pass, settled, until } from "../support/until.ts";
import { startVirtual, type VirtualServer } from "../support/virtual-server.ts";

const ROUND_TRIP_MS = 200;
/** A join takes longer than it may. */
const SLOW_ROUND_TRIP_MS = 3500;
/** Times after the loss of the connection: before, within and after attempts to reconnect. */
const LEAVES_AFTER_MS = [0, 200, 400, 600, 800, 1000, 1200, 1400];

let server: VirtualServer;
beforeAll(async () => {
  server = await startVirtual();
});
afterAll(() => server.stop());

test("a bot that leaves while its connection comes back does not stay in the room", async () => {
  for (const after of LEAVES_AFTER_MS) {
    const { endpoint, link } = server.dial({ roundTripMs: ROUND_TRIP_MS });
    const url = endpoint.replace("http", "ws");
    const bot = await settled(ArenaConnection.open({ url, name: `Bot ${after}`, runtime: systemRuntime }));
    // The SDK does not reconnect a connection that was up for a moment only.
    await pass(6000);
    link.breakConnections();
    await pass(after);
    await settled(bot.leave());
  }
  await pass(5000);
  expect(connectedNames()).toEqual([]);
});

test("a bot that has given a join up reads what the room sends to the seat that comes too late, and leaves it", async () => {
  const faults = [vi.spyOn(console, "warn"), vi.spyOn(console, "error")];
  onTestFinished(() => faults.forEach((fault) => fault.mockRestore()));
  const { endpoint } = server.dial({ roundTripMs: SLOW_ROUND_TRIP_MS });
  const url = endpoint.replace("http", "ws");
  const joining = ArenaConnection.open({ url, name: "Late", runtime: systemRuntime });
  await expect(settled(joining)).rejects.toThrow("did not answer in time");
  await until("the seat is taken", () => connectedNames().includes("Late"));
  await until("the bot has left", () => !connectedNames().includes("Late"));
  // The last messages of the server arrive.
  await pass(SLOW_ROUND_TRIP_MS);
  for (const fault of faults) expect(fault).not.toHaveBeenCalled();
});

/** The members of all rooms. A room closes when its last session has ended. */
const connectedNames = (): string[] =>
  Array.from(contextHere().arenas)
    .flatMap(({ state }) => Array.from(state.roster.values()))
    .filter(({ connected }) => connected)
    .map(({ name }) => name);
