import { phaseOf } from "@fray/shared-state/match/modes";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";

import { onlyRoom } from "../security/in-process.ts";
import { Guest } from "../support/guest.ts";
import { loadMap } from "../support/maps.ts";
import { until } from "../support/until.ts";
import { enter } from "./enter.ts";
import { isAlive, learnt } from "./learnt.ts";
import { ask } from "./page.ts";
import { useServer } from "./use-server.ts";
import { LONG_ROUND, openVictim } from "./victim.ts";

/** Frames that the page draws in a second. */
const SECOND = 20;

interface Spawn {
  frames: number;
  line: string;
}

/** Runs in the page: counts the frames from each appearance of the body to the next line with an icon. */
function watchSpawns(): void {
  const spawns: Spawn[] = [];
  let wasAlive = false;
  let before: Element | null = null;
  const look = (): void => {
    requestAnimationFrame(look);
    const alive = window.__fray?.frame?.self?.alive ?? false;
    if (alive && !wasAlive) spawns.push({ frames: 0, line: "" });
    wasAlive = alive;
    const line = document.querySelector(".announcements[role=status] .announcement");
    const last = spawns.at(-1);
    if (last && last.line === "") {
      last.frames++;
      if (line && line !== before && line.querySelector("svg")) last.line = line.textContent ?? "";
    }
    before = line;
  };
  requestAnimationFrame(look);
  Object.assign(window, { spawns });
}

const spawnsIn = (page: Page) => page.evaluate(() => Reflect.get(window, "spawns") as Spawn[]);

describe("the goal of the mode", () => {
  const server = useServer(...LONG_ROUND);

  test("appears with its icon within a second of each spawn, also for who joins in mid-round", async () => {
    const others = [await Guest.join(server.http.replace("http", "ws"), { name: "Ann" })];
    others.push(await Guest.join(server.http.replace("http", "ws"), { name: "Bob" }));
    await until("the round has begun", () => phaseOf(onlyRoom().state.match) === "live");
    const { page, kill, revive, errors, screenshot } = await openVictim(server.http, {
      before: `(${watchSpawns.toString()})()`,
      framesPerSecond: SECOND,
    });
    for (const life of [1, 2, 3]) {
      const spawn = await until(`the goal is told in life ${life}`, async () => {
        const spawned = (await spawnsIn(page))[life - 1];
        return spawned?.line ? spawned : undefined;
      });
      expect(spawn.line).toBe("Kill anybody: most kills win");
      expect(spawn.frames).toBeLessThanOrEqual(SECOND);
      if (life === 1) await screenshot("goal-mid-round");
      if (life === 3) break;
      await kill();
      await until("the page knows", async () => !(await isAlive(page)));
      revive();
    }
    expect(errors).toEqual([]);
    for (const guest of others) await guest.leave();
  });
});

describe("hints", () => {
  const server = useServer("--map", "foundry", "--mode", "ctf", "--warmup-seconds", "1", "--round-seconds", "600");

  test("for flag, bush and teleporter go when the thing was done, and do not return", async () => {
    const bob = await Guest.join(server.http.replace("http", "ws"), { name: "Bob" });
    const known = `localStorage["fray.hints"] ??= '["move","fire","dash","special","pads"]'`;
    const { page, errors, screenshot } = await enter(server.http, "Ada", { before: known });
    await until("the round is live", () =>
      ask(page, ({ frame }) => frame?.round.phase === "live" && frame.self?.alive),
    );
    const hints = page.locator(".controls-hint p");
    const texts = { flag: /enemy’s flag/, bush: /bush to hide/, teleporter: /Step on a teleporter/ };
    for (const text of Object.values(texts)) await hints.filter({ hasText: text }).waitFor();
    await screenshot("hints-of-places");
    const arena = loadMap("foundry");
    const own = () => {
      const { roster, players } = onlyRoom().state;
      for (const [sessionId, { name }] of roster) if (name === "Ada") return players.get(sessionId);
      return undefined;
    };
    const [bush] = arena.bushes;
    const [pad] = arena.teleporters;
    const flag = arena.flags.find(({ team }) => team !== own()?.team);
    if (!bush || !pad || !flag) throw new Error("the map lacks something");
    const places = {
      bush: { x: (bush.left + bush.right) / 2, y: (bush.top + bush.bottom) / 2 },
      flag,
      teleporter: pad,
    };
    for (const [name, { x, y }] of Object.entries(places)) {
      const text = texts[name as keyof typeof texts];
      expect(await hints.filter({ hasText: text }).count(), name).toBe(1);
      await until(`${name} is known`, async () => {
        Object.assign(own() ?? {}, { x, y, vx: 0, vy: 0 });
        return (await learnt(page)).includes(name);
      });
      await hints.filter({ hasText: text }).waitFor({ state: "detached" });
    }
    expect(await hints.count()).toBe(0);
    await page.reload();
    await until("the body is back", () => isAlive(page));
    expect(await hints.count()).toBe(0);
    expect(errors).toEqual([]);
    await bob.leave();
  });
});
