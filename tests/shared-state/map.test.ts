import { MapError, parseMap } from "@fray/shared-state/arena/parse-map";
import { BODY_RADIUS_U } from "@fray/shared-state/simulation/rules";
import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";

import { loadMap, readMap } from "../support/maps.ts";

const box = { type: "map", orientation: "orthogonal", width: 20, height: 10, tilewidth: 32, tileheight: 32 };
const layer = (name: string, ...objects: object[]) => ({ name, type: "objectgroup", objects });
const rectangle = { id: 7, x: 320, y: 0, width: 32, height: 160 };
const point = { id: 9, x: 96, y: 96, point: true };
const valid = { ...box, layers: [layer("walls", rectangle), layer("spawns", point)] };

describe("a map drawn in Tiled", () => {
  test("becomes an arena, one tile to the u", () => {
    const arena = parseMap("box", valid);
    expect(arena).toMatchObject({ name: "box", width: 20, height: 10 });
    expect(arena.walls).toEqual([{ left: 10, top: 0, right: 11, bottom: 5 }]);
    expect(arena.spawns).toEqual([{ x: 3, y: 3, team: 0 }]);
    expect(arena.pickups).toEqual([]);
    const withPacks = parseMap("box", { ...valid, layers: [...valid.layers, layer("pickups", point)] });
    expect(withPacks.pickups).toEqual([{ x: 3, y: 3, team: 0 }]);
  });

  test.for([
    ["not a map", { hello: 1 }, /^map "x": type/],
    ["infinite", { ...valid, infinite: true }, /infinite/],
    ["isometric", { ...valid, orientation: "isometric" }, /orientation/],
    ["too large for the wire", { ...valid, width: 400 }, /at most 255 tiles/],
    ["without walls", { ...valid, layers: [layer("spawns", point)] }, /layer "walls" is missing/],
    ["walls as tiles", { ...valid, layers: [{ name: "walls", type: "tilelayer" }] }, /layer "walls" must be an object/],
    ["without a spawn", { ...valid, layers: [layer("walls"), layer("spawns")] }, /layer "spawns": needs at least one/],
    [
      "a rotated wall",
      { ...valid, layers: [layer("walls", { ...rectangle, rotation: 45 }), layer("spawns", point)] },
      /layer "walls": object 7 is rotated/,
    ],
    [
      "a wall without area",
      { ...valid, layers: [layer("walls", { ...rectangle, width: 0 }), layer("spawns", point)] },
      /layer "walls": object 7 has no area/,
    ],
    [
      "a spawn in a wall",
      { ...valid, layers: [layer("walls", rectangle), layer("spawns", { ...point, x: 330 })] },
      /layer "spawns": object 9 is inside a wall/,
    ],
    [
      "a health pack off the map",
      { ...valid, layers: [...valid.layers, layer("pickups", { ...point, y: -5 })] },
      /layer "pickups": object 9 is inside a wall or off the map/,
    ],
  ] as const)("is refused with the layer and object at fault: %s", ([, json, message]) => {
    expect(() => parseMap("x", json)).toThrow(MapError);
    expect(() => parseMap("x", json)).toThrow(message);
  });
});

describe.for(readdirSync(new URL("../../maps/", import.meta.url)).map((file) => file.replace(".tmj", "")))(
  "maps/%s",
  (name) => {
    const arena = loadMap(name);

    test("is legal", () => {
      expect(() => parseMap(name, readMap(name))).not.toThrow();
    });

    test("lets a body walk from any spawn to any other", () => {
      const reached = flood(arena, arena.spawns[0] ?? { x: 0, y: 0 });
      for (const spawn of arena.spawns) expect(reached.has(cellOf(spawn.x, spawn.y))).toBe(true);
    });
  },
);

const CELL_U = 0.25;
const cellOf = (x: number, y: number) => `${Math.round(x / CELL_U)},${Math.round(y / CELL_U)}`;

/** Every quarter-u cell that a body can reach from a place. */
function flood(arena: ReturnType<typeof loadMap>, from: { x: number; y: number }): Set<string> {
  const reached = new Set<string>();
  const open = [from];
  for (let at = open.pop(); at; at = open.pop()) {
    if (reached.has(cellOf(at.x, at.y)) || arena.blocks(at.x, at.y, BODY_RADIUS_U)) continue;
    reached.add(cellOf(at.x, at.y));
    for (const [dx, dy] of [
      [CELL_U, 0],
      [-CELL_U, 0],
      [0, CELL_U],
      [0, -CELL_U],
    ] as const) {
      open.push({ x: at.x + dx, y: at.y + dy });
    }
  }
  return reached;
}
