import { Client } from "@colyseus/sdk";
import { afterAll, beforeAll, expect, test, vi } from "vitest";

import { onlyRoom } from "../security/in-process.ts";
import { Guest } from "../support/guest.ts";
import { settled, until } from "../support/until.ts";
import { startVirtual, stepper, type VirtualServer } from "../support/virtual-server.ts";

const TICK_RATE = 20;
/** The time budget of a tick, and the time that ticks take in this test for a while. */
const STEP_MS = 1000 / TICK_RATE;
const HEAVY_MS = 60;

let server: VirtualServer;
/** What the ticks have taken of the processor. */
let spentMs = 0;
const before = process.cpuUsage();
vi.spyOn(process, "cpuUsage").mockImplementation(() => ({ ...before, user: before.user + spentMs * 1000 }));
beforeAll(async () => {
  server = await startVirtual({ args: ["--map", "duel", "--tick-rate", String(TICK_RATE)] });
});
afterAll(() => server.stop());

/** Makes every tick of the room heavy, from inside of it: its clock rings in the tick. */
function burden() {
  return onlyRoom().clock.setInterval(() => {
    stepper().spend(HEAVY_MS);
    spentMs += HEAVY_MS;
  }, 1);
}

const levelInMetrics = async () =>
  Number(/^fray_overload_level (\d)/m.exec(await server.context.metrics.exposition())?.[1]);

test(
  "too heavy ticks cost pairs, spectators, then views, patches, newcomers; never steps; and all of it is restored",
  { timeout: 90_000 },
  async () => {
    const url = server.url;
    const fighter = await Guest.join(url, { name: "Fighter" });
    const watcher = await Guest.join(url, { name: "Watcher", spectate: true });
    const gapsOf = ({ room }: Guest): number[] => {
      const gaps: number[] = [];
      let last = room.clock.lastServerTime();
      room.onStateChange(() => {
        const now = room.clock.lastServerTime();
        gaps.push(Math.round((now - last) / STEP_MS));
        last = now;
      });
      return gaps;
    };
    const heavy = burden();
    await until("spectators are sent less", () => server.context.load.degradation.name === "spectators");
    await until("all are sent less", () => server.context.load.degradation.name === "patches");
    const [fighterGaps, watcherGaps] = [gapsOf(fighter), gapsOf(watcher)];
    await until("nobody is let in", () => server.context.load.degradation.name === "joins");
    expect(new Set(fighterGaps.slice(2, -1))).toEqual(new Set([2]));
    expect(new Set(watcherGaps.slice(2, -1))).toEqual(new Set([4]));
    await until("the page can say so", () => fighter.room.state.overload === server.context.load.level);
    expect(await levelInMetrics()).toBe(5);
    await expect(settled(new Client(url).joinOrCreate("arena", { name: "Late" }))).rejects.toMatchObject({ code: 503 });
    // A step keeps its length throughout: ticks that do not fit are dropped and counted, not stretched.
    const { ticks, dropped } = onlyRoom().report().tick;
    expect(dropped).toBeGreaterThan(0);
    expect(onlyRoom().clock.elapsedTime / STEP_MS).toBeCloseTo(ticks, -1);

    heavy.clear();
    await until("people are let in again", () => !server.context.load.degradation.refusesJoins);
    const late = await Guest.join(url, { name: "Late" });
    await until("all is as before", () => server.context.load.level === 0 && fighter.room.state.overload === 0);
    fighterGaps.length = 0;
    await until("it is sent every patch", () => fighterGaps.length > 10);
    expect(new Set(fighterGaps.slice(3))).toEqual(new Set([1]));
    expect(await levelInMetrics()).toBe(0);
    await Promise.all([fighter, watcher, late].map((guest) => guest.leave()));
  },
);
