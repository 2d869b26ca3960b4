import { SKILLS } from "@fray/bot-client/internal/skills/steps";
import type { FlagState } from "@fray/shared-state/internal/match/flag-state";
import { describe, expect, test } from "vitest";

import { testArena } from "../support/duel.ts";
import { playHeadless } from "../support/headless-match.ts";
import { loadMap } from "../support/maps.ts";
import { countReversals } from "../support/reversals.ts";

const team = (size: number) => Array.from({ length: 2 * size }, () => SKILLS.regular);

/** Two halves joined by three gaps, with all that a team game needs. */
const arena = testArena({
  width: 40,
  height: 24,
  walls: [
    { left: 19, top: 0, right: 21, bottom: 5 },
    { left: 19, top: 8, right: 21, bottom: 16 },
    { left: 19, top: 19, right: 21, bottom: 24 },
  ],
  covers: [{ left: 12, top: 11, right: 13, bottom: 13 }],
  spawns: [1, 2].flatMap((side) => [4, 12, 20].map((y) => ({ x: side === 1 ? 3 : 37, y, team: side }))),
  flags: [
    { x: 6, y: 12, team: 1 },
    { x: 34, y: 12, team: 2 },
  ],
  hills: [
    { x: 15, y: 12, radius: 3 },
    { x: 30, y: 18, radius: 3 },
  ],
  pickups: [
    { x: 10, y: 4, kind: "health" },
    { x: 30, y: 20, kind: "health" },
    { x: 10, y: 20, kind: "rocket" },
    { x: 30, y: 4, kind: "scatter" },
  ],
});

function deedBetween(was: FlagState, now: FlagState): string | undefined {
  if (was.carrier === 0 && now.carrier !== 0) return "taken";
  if (was.carrier !== 0 && now.carrier === 0) return now.home ? "captured" : "dropped";
  return !was.home && now.home ? "returned" : undefined;
}

describe("capture the flag", () => {
  test("is played: within a few minutes flags are taken, dropped, returned and captured", () => {
    const deeds = new Map<string, number>();
    for (const seed of [1, 2, 3]) {
      let before: readonly FlagState[] = [];
      playHeadless({
        arena,
        mode: "ctf",
        skills: team(3),
        seconds: 100,
        seed,
        afterTick: ({ match: { flags } }) => {
          for (const [index, now] of flags.entries()) {
            const was = before[index];
            const deed = was && deedBetween(was, now);
            if (deed) deeds.set(deed, (deeds.get(deed) ?? 0) + 1);
          }
          before = flags.map((flag) => ({ ...flag }));
        },
      });
    }
    for (const deed of ["taken", "dropped", "returned", "captured"]) expect(deeds.get(deed)).toBeGreaterThan(2);
  });
});

describe("the hill", () => {
  test("has bots on it most of the time, and they follow it when it moves", () => {
    let occupied = 0;
    let ticks = 0;
    for (const seed of [1, 2, 3]) {
      const places = new Set<number>();
      playHeadless({
        arena,
        mode: "hill",
        skills: team(3),
        seconds: 100,
        seed,
        afterTick: ({ world, match }) => {
          const { x, y, radius } = match.state.hill;
          if (world.tick < 5 / world.dt) return;
          ticks++;
          places.add(x);
          const isOnIt = [...world.fighters.values()].some(
            (fighter) => fighter.alive && Math.hypot(fighter.x - x, fighter.y - y) <= radius,
          );
          if (isOnIt) occupied++;
        },
      });
      expect(places.size).toBe(2);
    }
    expect(occupied / ticks).toBeGreaterThan(0.7);
  });
});

test("fighters at the edge of a hill, between walls, do not tremble", () => {
  const { edge } = countReversals(loadMap("kiln"), [1, 2], 150);
  expect(edge.trembles).toBeLessThan(0.2);
});

describe("pickups on the ground", () => {
  test("pickups are taken by bots that need them: hurt bots heal, and every useful one is taken", () => {
    const { pickups } = loadMap("foundry");
    const healthBefore: number[] = [];
    const kinds = new Set<string>();
    let healths = new Map<number, number>();
    playHeadless({
      arena: loadMap("foundry"),
      skills: team(4),
      seconds: 120,
      seed: 2,
      afterTick: ({ world }) => {
        for (const event of world.events) {
          if (event.type !== "pickup") continue;
          kinds.add(event.kind);
          if (event.kind === "health") healthBefore.push(healths.get(event.taker) ?? 0);
        }
        healths = new Map([...world.fighters.values()].map(({ id, health }) => [id, health]));
      },
    });
    expect(kinds).toEqual(new Set(pickups.map(({ kind }) => kind)));
    expect(healthBefore.length).toBeGreaterThan(10);
    const mean = healthBefore.reduce((sum, health) => sum + health, 0) / healthBefore.length;
    expect(mean).toBeLessThan(65);
  });
});

describe("on every map and in every mode it has", () => {
  test.each([
    ["kiln", "ffa", 6],
    ["foundry", "tdm", 8],
    ["foundry", "ctf", 8],
    ["quarry", "ctf", 16],
    ["quarry", "hill", 16],
  ] as const)("%s, %s: nobody gets stuck, teleporters or not", (map, mode, count) => {
    const { contestants } = playHeadless({
      arena: loadMap(map),
      mode,
      skills: Array.from({ length: count }, () => SKILLS.regular),
      seconds: 45,
      seed: 5,
    });
    for (const { walked, stillFor } of contestants) {
      expect(walked).toBeGreaterThan(60);
      expect(stillFor).toBeLessThan(9);
    }
  });
});
