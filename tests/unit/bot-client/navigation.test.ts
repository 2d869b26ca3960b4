import { Navigation, type Place } from "@fray/bot-client/internal/navigation/navigation";
import { Arena } from "@fray/shared-state/arena/arena";
import { RUN_SPEED_U_PER_S } from "@fray/shared-state/rules";
import { createFighter } from "@fray/shared-state/simulation/body";
import { stepPlayer } from "@fray/shared-state/simulation/step-player";
import { describe, expect, test } from "vitest";

import { loadMap } from "../../support/maps.ts";

const DT = 1 / 30;

/** Walks a body from waypoint to waypoint by the rules; returns the seconds it took, Infinity if it never came. */
function walk(arena: Arena, navigation: Navigation, from: Place, goal: Place): number {
  const body = { ...createFighter(1), x: from.x, y: from.y, alive: true };
  for (let tick = 0; tick < 30 / DT; tick++) {
    const waypoint = Math.hypot(goal.x - body.x, goal.y - body.y) < 0.5 ? undefined : navigation.waypoint(body, goal);
    if (!waypoint) return Math.hypot(goal.x - body.x, goal.y - body.y) < 0.5 ? tick * DT : Infinity;
    const distance = Math.max(1e-9, Math.hypot(waypoint.x - body.x, waypoint.y - body.y));
    const input = {
      moveX: (waypoint.x - body.x) / distance,
      moveY: (waypoint.y - body.y) / distance,
      aim: 0,
      buttons: 0,
    };
    stepPlayer(body, input, { dt: DT, arena });
  }
  return Infinity;
}

describe("on foundry", () => {
  const arena = loadMap("foundry");
  const navigation = new Navigation(arena);

  test("every part of the map has a roaming destination", () => {
    for (const [x, y] of [
      [11, 8],
      [33, 8],
      [22, 16],
      [11, 24],
      [33, 24],
    ] as const) {
      expect(navigation.regions.some((place) => Math.hypot(place.x - x, place.y - y) < 8)).toBe(true);
    }
  });

  test("every region is reached from the spawns, in hardly more time than the way needs", () => {
    for (const spawn of arena.spawns.slice(0, 8)) {
      for (const region of navigation.regions) {
        const best = navigation.distance(spawn.x, spawn.y, region) / RUN_SPEED_U_PER_S;
        expect(walk(arena, navigation, spawn, region)).toBeLessThan(best * 1.1 + 0.5);
      }
    }
  });

  test("routes are straight where the way is free", () => {
    const waypoint = navigation.waypoint({ x: 2, y: 1, teleportCooldown: 0 }, { x: 9, y: 1 });
    expect(waypoint).toEqual({ x: 9, y: 1 });
  });
});

describe("on odd maps", () => {
  test("a bot walks through a corridor exactly as wide as a body", () => {
    const walls = [
      { left: 6, top: 0, right: 10, bottom: 5 },
      { left: 6, top: 6, right: 10, bottom: 12 },
    ];
    const arena = new Arena({
      name: "slit",
      width: 16,
      height: 12,
      walls,
      pickups: [],
      spawns: [{ x: 2, y: 2, team: 0 }],
    });
    expect(walk(arena, new Navigation(arena), { x: 2, y: 2 }, { x: 14, y: 10 })).toBeLessThan(4);
  });

  test("a walled-off place is not a goal, and a query for a way there says so", () => {
    const walls = [{ left: 8, top: 0, right: 9, bottom: 12 }];
    const arena = new Arena({
      name: "halves",
      width: 16,
      height: 12,
      walls,
      pickups: [],
      spawns: [{ x: 2, y: 2, team: 0 }],
    });
    const navigation = new Navigation(arena);
    expect(navigation.regions.every((place) => place.x < 8)).toBe(true);
    expect(navigation.waypoint({ x: 2, y: 2, teleportCooldown: 0 }, { x: 14, y: 6 })).toBeUndefined();
  });
});

describe("teleporters", () => {
  /** Two halves with a wall between, joined by pads alone, and a third pair that leads nowhere useful. */
  const link = (a: Place, b: Place) => [
    { ...a, toX: b.x, toY: b.y },
    { ...b, toX: a.x, toY: a.y },
  ];
  const arena = new Arena({
    name: "pads",
    width: 40,
    height: 20,
    walls: [{ left: 19, top: 0, right: 20, bottom: 20 }],
    teleporters: [...link({ x: 15, y: 4 }, { x: 35, y: 16 }), ...link({ x: 10, y: 10 }, { x: 4, y: 18 })],
    spawns: [{ x: 2, y: 2, team: 0 }],
  });
  const navigation = new Navigation(arena);

  test("are used if they shorten the way, from either side", () => {
    expect(walk(arena, navigation, { x: 2, y: 2 }, { x: 38, y: 18 })).toBeLessThan(4);
    expect(walk(arena, navigation, { x: 38, y: 2 }, { x: 2, y: 2 })).toBeLessThan(7);
  });

  test("are avoided if they lead elsewhere", () => {
    const seconds = walk(arena, navigation, { x: 2, y: 10 }, { x: 17, y: 10 });
    expect(seconds).toBeLessThan((15 / RUN_SPEED_U_PER_S) * 1.2 + 0.2);
  });

  test("every place is reached from every other, also from the pads", () => {
    const places = [...navigation.regions, ...arena.teleporters];
    for (const from of places) {
      for (const goal of navigation.regions) expect(walk(arena, navigation, from, goal)).toBeLessThan(12);
    }
  });

  test("are never a place to stay", () => {
    for (const pad of arena.teleporters) {
      const place = navigation.nearestFree(pad.x, pad.y);
      expect(place && arena.teleporterAt(place)).toBeUndefined();
    }
  });
});
