import type { InputFrame } from "@fray/shared-state/schema/input-frame";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";

import { Guest } from "../support/guest.ts";
import { startServer, type ServerProcess } from "../support/server.ts";
import { until } from "../support/until.ts";

const STEP_MS = 33;
/** Steps for which the server is stopped. */
const STALLED_STEPS = 21;
/** Longer than the time after which the server would remove an honest client for claims caused by the stall. */
const AFTERWARDS_MS = 5000;

/** A room catches up on ticks that a stall took from it. More lost inputs than this would be a fault. */
const MAX_LOST = 6;

const Counters = z.object({ viewLies: z.number(), inputsReceived: z.number(), inputsDropped: z.number() });
const Health = z.object({ rooms: z.array(z.object({ counters: Counters })) });

let server: ServerProcess;
beforeAll(async () => {
  server = await startServer({ args: ["--map", "duel"] });
});
afterAll(() => server.stop());

test("N13: a stall of the server makes no claim false and loses few inputs", async () => {
  const guest = await Guest.join(server.url, { name: "Stock" });
  const input = guest.room.input<InputFrame>();
  let sent = 0;
  const timer = setInterval(() => {
    sent++;
    input.data.moveX = Math.cos(guest.patches);
    if (guest.room.connection.isOpen) input.send();
  }, STEP_MS);
  const { clock } = guest.room;
  await until("it knows what time it is", () => clock.lastServerTime() > 2000);
  server.process.kill("SIGSTOP");
  const before = sent;
  await until("it is stopped for a while", () => sent >= before + STALLED_STEPS);
  server.process.kill("SIGCONT");
  const from = clock.lastServerTime();
  await until("play goes on", () => guest.closed ?? clock.lastServerTime() > from + AFTERWARDS_MS);
  clearInterval(timer);
  expect(guest.closed).toBeUndefined();
  const { rooms } = Health.parse(await (await fetch(`${server.http}/health`)).json());
  expect(rooms[0]?.counters.viewLies).toBeLessThan(10);
  expect(rooms[0]?.counters.inputsReceived).toBeGreaterThan(AFTERWARDS_MS / STEP_MS);
  expect(rooms[0]?.counters.inputsDropped).toBeLessThanOrEqual(MAX_LOST);
  await guest.leave();
});
