import { MapError } from "@fray/shared-state/arena/map-error";
import { parseMap } from "@fray/shared-state/arena/parse-map";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { ellipse, layer, point, property, rectangle, tiledMap } from "../../support/tiled.ts";

const walls = layer("walls", rectangle(10, 0, 1, 5, { id: 7 }));
const spawns = layer("spawns", point(3, 3), point(16, 3));
const parse = (...layers: object[]) => parseMap("box", tiledMap(walls, spawns, ...layers));

describe("a map drawn in Tiled", () => {
  test("becomes an arena, one tile to the u", () => {
    expect(parse()).toMatchObject({
      name: "box",
      width: 20,
      height: 10,
      walls: [{ left: 10, top: 0, right: 11, bottom: 5 }],
      covers: [],
      bushes: [],
      spawns: [
        { x: 3, y: 3, team: 0 },
        { x: 16, y: 3, team: 0 },
      ],
      pickups: [],
      teleporters: [],
      flags: [],
      hills: [],
    });
  });

  test("has low cover and bushes", () => {
    const arena = parse(layer("covers", rectangle(5, 5, 2, 1)), layer("bushes", rectangle(1, 1, 3, 3)));
    expect(arena.covers).toEqual([{ left: 5, top: 5, right: 7, bottom: 6 }]);
    expect(arena.bushes).toEqual([{ left: 1, top: 1, right: 4, bottom: 4 }]);
  });

  test("has pickups of the kind that their class or name gives, and health packs without either", () => {
    const { pickups } = parse(
      layer(
        "pickups",
        point(2, 2),
        point(3, 3, { type: "Rocket", name: "the one by the gate" }),
        point(4, 4, { type: undefined, class: "orb" }),
        point(5, 5, { name: "armour" }),
      ),
    );
    expect(pickups.map(({ kind }) => kind)).toEqual(["health", "rocket", "orb", "armour"]);
    expect(pickups[1]).toEqual({ x: 3, y: 3, kind: "rocket" });
  });

  test("has spawns of the team that a property or the class gives", () => {
    const arena = parse(
      layer(
        "spawns",
        point(2, 2, { type: "1" }),
        point(2, 4, { type: undefined, class: "2" }),
        point(2, 6, property("team", 1)),
        point(2, 8, property("team", "2", "string")),
        point(5, 8, property("team", 0)),
      ),
    );
    expect(arena.spawns.map(({ team }) => team)).toEqual([0, 0, 1, 2, 1, 2, 0]);
  });

  test("has teleporters that connect pads of one name, in both directions", () => {
    const one = [point(2, 2, { name: "a" }), point(5, 5, { name: "b" })];
    const other = [point(18, 8, { name: "a" }), point(15, 2, { name: "b" })];
    const { teleporters } = parse(layer("teleporters", ...one, ...other));
    expect(teleporters).toEqual([
      { x: 2, y: 2, toX: 18, toY: 8 },
      { x: 5, y: 5, toX: 15, toY: 2 },
      { x: 18, y: 8, toX: 2, toY: 2 },
      { x: 15, y: 2, toX: 5, toY: 5 },
    ]);
  });

  test("has one flag per team", () => {
    const { flags } = parse(layer("flags", point(2, 5, { type: "1" }), point(18, 5, property("team", 2))));
    expect(flags).toEqual([
      { x: 2, y: 5, team: 1 },
      { x: 18, y: 5, team: 2 },
    ]);
  });

  test("has hills that are drawn as a circle, as a rectangle around one, or as a point with a radius", () => {
    const { hills } = parse(
      layer("hills", ellipse(2, 2, 4, 4), rectangle(12, 2, 6, 4), point(5, 8, property("radius", 1.5)), point(15, 7)),
    );
    expect(hills).toEqual([
      { x: 4, y: 4, radius: 2 },
      { x: 15, y: 4, radius: 2 },
      { x: 5, y: 8, radius: 1.5 },
      { x: 15, y: 7, radius: 3 },
    ]);
  });

  test("may keep its layers in groups, and shift them", () => {
    const shifted = { ...layer("covers", rectangle(5, 5, 2, 1)), offsetx: 32 };
    const arena = parse({ name: "things", type: "group", offsety: -64, layers: [shifted] });
    expect(arena.covers).toEqual([{ left: 6, top: 3, right: 8, bottom: 4 }]);
  });

  test("may have additional layers without a meaning", () => {
    const notes = layer("notes", { id: 1, x: 0, y: 0, text: { text: "made on a train" } });
    expect(() => parse(notes, { name: "floor", type: "tilelayer", data: [] })).not.toThrow();
  });

  test.for([
    ["an object of a template", { id: 4, template: "t.tx" }],
    ["properties as Tiled 1.1 saved them", { id: 4, x: 0, y: 0, properties: { colour: "red" } }],
    ["a negative size", { id: 4, x: 0, y: 0, width: -32, height: 0 }],
    ["anything else", 7],
  ])("may have %s in a layer of the mapper's own", ([, object]) => {
    expect(() => parse({ name: "notes", type: "objectgroup", objects: [object], offsetx: "far" })).not.toThrow();
    expect(() => parse({ type: "group", layers: [{ name: "notes", objects: [object] }] })).not.toThrow();
  });
});

describe("an object that was probably meant otherwise is played with a warning", () => {
  test.for([
    [
      "a property in capitals",
      layer("flags", point(3, 3, { id: 8, ...property("Team", 1), type: "1" }), point(5, 5, { type: "2" })),
      ['map "x": layer "flags": object 8 has a property "Team"; only "team" is read'],
    ],
    [
      "low cover off the map",
      layer("covers", rectangle(20, 3, 2, 2, { id: 8, name: "bench" }), rectangle(19, 3, 2, 2)),
      ['map "x": layer "covers": object 8 ("bench") is wholly off the map and has no effect'],
    ],
    ["a property of the mapper's own", layer("pickups", point(3, 3, property("note", "soon"))), []],
  ] as const)("%s", ([, drawn, expected]) => {
    const warnings: string[] = [];
    parseMap("x", tiledMap(walls, spawns, drawn), (warning) => warnings.push(warning));
    expect(warnings).toEqual(expected);
  });
});

const wall = (more: object) => tiledMap(layer("walls", rectangle(10, 0, 1, 5, { id: 7, ...more })), spawns);
const withLayer = (name: string, ...objects: object[]) => tiledMap(walls, spawns, layer(name, ...objects));
/** Two halves from the top of the map to its bottom, without a way between them. */
const halved = (...layers: object[]) => tiledMap(layer("walls", rectangle(10, 0, 1, 10)), ...layers);

describe("is refused with the map, and the faulty layer and object:", () => {
  test.for([
    ["not a map", { hello: 1 }, 'map "x": the file is not a map that Tiled saved'],
    ["not even an object", 7, 'map "x": the file is not a map'],
    ["infinite", { ...tiledMap(), infinite: true }, 'map "x": the file is infinite; turn that off'],
    [
      "isometric",
      { ...tiledMap(), orientation: "isometric" },
      'map "x": the file has an orientation that is not orthogonal',
    ],
    ["tiles that are not square", { ...tiledMap(), tileheight: 16 }, 'map "x": tiles must be square'],
    ["too large for the wire", { ...tiledMap(), width: 400 }, 'map "x": at most 255 tiles wide and high'],
    ["without walls", tiledMap(spawns), 'map "x": layer "walls" is missing'],
    ["walls as tiles", tiledMap({ name: "walls", type: "tilelayer" }), 'layer "walls" must be an object layer'],
    ["a layer with a slip in its name", withLayer("Bushs"), 'layer "Bushs": did you mean "bushes"?'],
    ["a layer in the singular", withLayer("teleporter"), 'layer "teleporter": did you mean "teleporters"?'],
    [
      "an object without a place",
      withLayer("covers", { id: 4, name: "gap" }),
      'layer "covers": object 4 ("gap") has no number as its x',
    ],
    [
      "an object without an id",
      withLayer("covers", {}),
      'layer "covers": an object without id has no number as its id',
    ],
    ["an object of a template", withLayer("spawns", { id: 4, template: "t.tx" }), "object 4 is made from a template"],
    ["a rotated wall", wall({ rotation: 45 }), 'layer "walls": object 7 is rotated'],
    ["a wall without area", wall({ width: 0 }), 'layer "walls": object 7 has no area'],
    ["a round wall", wall({ ellipse: true }), 'layer "walls": object 7 is drawn as ellipse'],
    ["a wall of many corners", wall({ polygon: [] }), 'layer "walls": object 7 is drawn as polygon'],
    ["a capsule, as Tiled 1.12 draws it", wall({ capsule: true }), 'layer "walls": object 7 is drawn as capsule'],
    ["a shape of a later Tiled", wall({ spline: [{ x: 1, y: 2 }] }), 'layer "walls": object 7 is drawn as spline'],
    ["a place in such a shape", withLayer("pickups", point(3, 3, { id: 9, star: {} })), "object 9 is drawn as star"],
    [
      "properties as Tiled 1.1 saved them",
      withLayer("spawns", point(2, 2, { id: 9, properties: { team: 1 }, propertytypes: { team: "int" } })),
      "object 9 has custom properties in another format; save the map with Tiled 1.8 or newer",
    ],
    ["a size below zero", wall({ width: -32 }), 'layer "walls": object 7 has a width that is no number, or below 0'],
    [
      "an offset as text",
      tiledMap({ ...walls, offsetx: "4" }, spawns),
      'layer "walls" has a horizontal offset that is',
    ],
    ["a wall made of a tile", wall({ gid: 1 }), 'layer "walls": object 7 is drawn as tile'],
    ["without a spawn", tiledMap(walls, layer("spawns")), 'layer "spawns": needs at least one point'],
    [
      "a spawn in a wall",
      withLayer("spawns", point(10.3, 3, { id: 9, name: "gate" })),
      'object 9 ("gate") is inside a',
    ],
    ["a spawn at a wall", withLayer("spawns", point(9.7, 3, { id: 9 })), 'layer "spawns": object 9 is too close to'],
    ["a spawn written as text", withLayer("spawns", point(2, 2, { id: 9, text: {} })), "object 9 is drawn as text"],
    ["a pack off the map", withLayer("pickups", point(3, -1, { id: 9 })), 'layer "pickups": object 9 is off the map'],
    [
      "a pack of no known kind",
      withLayer("pickups", point(3, 3, { id: 9, type: "cake" })),
      'object 9 is of kind "cake"',
    ],
    [
      "a third team",
      withLayer("spawns", point(3, 3, { id: 9, type: "3" })),
      'object 9 is of team "3"; teams are 1 and 2',
    ],
    [
      "spawns for one team",
      withLayer("spawns", point(3, 3, { type: "1" })),
      "team 1 has spawns of its own, team 2 has no",
    ],
    [
      "a flag for one team",
      withLayer("flags", point(3, 3, { type: "2" })),
      'layer "flags": team 2 has one, team 1 has no',
    ],
    [
      "two flags for a team",
      withLayer("flags", point(3, 3, { type: "1" }), point(5, 5, { type: "1" })),
      'layer "flags": team 1 has more than one',
    ],
    ["a flag for nobody", withLayer("flags", point(3, 3, { id: 9 })), 'layer "flags": object 9 needs a team, 1 or 2'],
    ["a pad without a name", withLayer("teleporters", point(3, 3, { id: 9 })), "object 9 needs a name"],
    ["a pad alone", withLayer("teleporters", point(3, 3, { id: 9, name: "a" })), 'object 9 ("a") leads nowhere'],
    [
      "three pads of one name",
      withLayer("teleporters", ...[3, 5, 7].map((x) => point(x, 3, { id: x, name: "a" }))),
      'layer "teleporters": object 3 ("a") has the name of more than one other pad',
    ],
    [
      "a pad in low cover",
      tiledMap(walls, spawns, layer("covers", rectangle(2, 2, 2, 2)), pads(3, 7)),
      "is inside a wall or",
    ],
    [
      "a hill too small to stand in",
      withLayer("hills", { ...ellipse(3, 3, 1, 1), id: 9 }),
      "object 9 has a radius below",
    ],
    [
      "a hill of no radius",
      withLayer("hills", point(3, 3, { id: 9, ...property("radius", "big") })),
      "object 9 has a rad",
    ],
    [
      "a spawn walled off from the others",
      halved(layer("spawns", point(16, 5, { id: 9 }), point(3, 3), point(4, 4))),
      'layer "spawns": object 9 can\'t be walked to from the spawns',
    ],
    [
      "a pack walled off",
      halved(layer("spawns", point(3, 3)), layer("pickups", point(16, 5, { id: 9 }))),
      'layer "pickups": object 9 can\'t be walked to from the spawns',
    ],
  ] as const)("%s", ([, json, message]) => {
    expect(() => parseMap("x", json)).toThrow(MapError);
    expect(() => parseMap("x", json)).toThrow(message);
    expect(() => parseMap("x", json)).toThrow(/^map "x": [^\n]+$/);
  });
});

function pads(x: number, otherX: number): object {
  return layer("teleporters", point(x, 3, { name: "a" }), point(otherX, 7, { name: "a" }));
}

/** A map with everything in it, as text. */
const full = JSON.stringify(
  tiledMap(
    walls,
    layer("spawns", point(3, 3), point(2, 2, { type: "1" }), point(18, 2, property("team", 2))),
    layer("covers", rectangle(5, 5, 2, 1)),
    layer("pickups", point(4, 4, { type: "orb" })),
    pads(3, 15),
    layer("flags", point(2, 5, { type: "1" }), point(18, 5, { type: "2" })),
    { name: "group", type: "group", layers: [layer("hills", ellipse(12, 2, 4, 4)), layer("bushes")] },
  ),
);

test("any file becomes an arena or is refused in one line", () => {
  // Swaps one value of the map for another, wherever it stands.
  const values = [...full.matchAll(/(?<=[:[,])(?:"[^"]*"|-?[\d.]+|true|false|\{\}|\[\])(?=[,\]}])/g)];
  fc.assert(
    fc.property(fc.constantFrom(...values), fc.json(), ({ 0: old, index }, value) => {
      const json: unknown = JSON.parse(full.slice(0, index) + value + full.slice(index + old.length));
      try {
        parseMap("x", json);
      } catch (error) {
        expect(error).toBeInstanceOf(MapError);
        expect(String(error)).toMatch(/^MapError: map "x": [^\n]+$/);
      }
    }),
    { numRuns: 1000 },
  );
});

describe("places that can be reached on foot", () => {
  const divided = (gap: number, ...layers: object[]) =>
    tiledMap(layer("walls", rectangle(9, 0, 3, 4), rectangle(9, 4 + gap, 3, 10)), spawns, ...layers);

  test("a gap as wide as a body is a way, a narrower one is not", () => {
    expect(() => parseMap("x", divided(1))).not.toThrow();
    expect(() => parseMap("x", divided(0.9))).toThrow("can't be walked to");
  });

  test("low cover across a gap closes it", () => {
    expect(() => parseMap("x", divided(2, layer("covers", rectangle(10, 3, 0.5, 4))))).toThrow("can't be walked to");
  });

  test("a teleporter counts as a way", () => {
    expect(() => parseMap("x", divided(0, pads(3, 15)))).not.toThrow();
    expect(() => parseMap("x", divided(0, pads(3, 6)))).toThrow("can't be walked to");
  });
});
