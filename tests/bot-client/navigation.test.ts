import { Navigation, type Place } from "@fray/bot-client/navigation/navigation";
import { Arena } from "@fray/shared-state/arena/arena";
import { BODY_RADIUS_U, RUN_SPEED_U_PER_S } from "@fray/shared-state/simulation/rules";
import { describe, expect, test } from "vitest";

import { loadMap } from "../support/maps.ts";

const DT = 1 / 30;

/** Walks a body from waypoint to waypoint as the rules would; returns the seconds it took, Infinity if it never came. */
function walk(arena: Arena, navigation: Navigation, from: Place, goal: Place): number {
  const body = { x: from.x, y: from.y };
  for (let tick = 0; tick < 30 / DT; tick++) {
    if (Math.hypot(goal.x - body.x, goal.y - body.y) < 0.5) return tick * DT;
    const waypoint = navigation.waypoint(body.x, body.y, goal);
    if (!waypoint) return Infinity;
    const distance = Math.hypot(waypoint.x - body.x, waypoint.y - body.y);
    const step = Math.min(1, (RUN_SPEED_U_PER_S * DT) / Math.max(distance, 1e-9));
    const moved = arena.sweepCircle(
      body.x,
      body.y,
      BODY_RADIUS_U,
      (waypoint.x - body.x) * step,
      (waypoint.y - body.y) * step,
    );
    body.x = moved.x;
    body.y = moved.y;
  }
  return Infinity;
}

describe("on foundry", () => {
  const arena = loadMap("foundry");
  const navigation = new Navigation(arena);

  test("there is something to visit in every part of the map", () => {
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

  test("routes are straight where nothing is in the way", () => {
    const waypoint = navigation.waypoint(2, 1, { x: 9, y: 1 });
    expect(waypoint).toEqual({ x: 9, y: 1 });
  });
});

describe("on odd maps", () => {
  test("a corridor exactly as wide as a body is walked through", () => {
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

  test("what is walled off is not a goal, and asking for a way there says so", () => {
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
    expect(navigation.waypoint(2, 2, { x: 14, y: 6 })).toBeUndefined();
  });
});
