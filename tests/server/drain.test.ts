import { CLOSE } from "@fray/shared-state/protocol/close-codes";
import { expect, test } from "vitest";

import { Guest } from "../support/guest.ts";
import { startServer } from "../support/server.ts";
import { until } from "../support/until.ts";

// The group in virtual time tests how long a drain waits, and for whom.

test.for(["SIGTERM", "SIGHUP"] as const)(
  "%s waits for a round with people up to the limit, tells them, and ends the process with code 0",
  async (signal) => {
    const server = await startServer({ args: ["--drain-seconds", "1"] });
    const guests = [await Guest.join(server.url), await Guest.join(server.url, { bot: true })];
    await until("the round counts", () => guests[0]?.room.state.match.phase === 1);
    expect(await server.stop(signal)).toBe(0);
    expect(guests[0]?.heard.notice[0]?.code).toBe("restart");
    await until("the player is told why", () => guests[0]?.closed === CLOSE.serverShutdown);
  },
);

test("a second SIGTERM ends a server that waits, at once", async () => {
  const server = await startServer({ args: ["--drain-seconds", "600"] });
  const player = await Guest.join(server.url);
  await Guest.join(server.url, { bot: true });
  await until("the round counts", () => player.room.state.match.phase === 1);
  server.process.kill("SIGTERM");
  await until("it waits", () => player.heard.notice[0]?.code === "restart");
  expect(await server.stop()).toBe(1);
});
