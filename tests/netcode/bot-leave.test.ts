import { ArenaConnection } from "@fray/bot-client/internal/connection/arena-connection";
import { systemRuntime } from "@fray/netcode/core";
import { afterAll, beforeAll, expect, test } from "vitest";

import { contextHere } from "../security/in-process.ts";
import { pass, settled } from "../support/until.ts";
import { startVirtual, type VirtualServer } from "../support/virtual-server.ts";

const ROUND_TRIP_MS = 200;
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
  // The room closes when the last session has ended.
  const members = Array.from(contextHere().arenas).flatMap(({ state }) => Array.from(state.roster.values()));
  expect(members.filter(({ connected }) => connected).map(({ name }) => name)).toEqual([]);
});
