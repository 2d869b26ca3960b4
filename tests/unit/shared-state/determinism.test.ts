import { createRandom } from "@fray/netcode/core";
import { snapAngle, snapAxis } from "@fray/shared-state/quantized";
import { PICKUP_KINDS, WEAPONS } from "@fray/shared-state/rules";
import { bodyFields } from "@fray/shared-state/schema/body-fields";
import { Player } from "@fray/shared-state/schema/player";
import { createFighter, type Fighter } from "@fray/shared-state/simulation/body";
import type { Command } from "@fray/shared-state/simulation/command";
import { hashWorld } from "@fray/shared-state/simulation/state-hash";
import { stepWorld } from "@fray/shared-state/simulation/step-world";
import { addFighter, createWorld, type World } from "@fray/shared-state/simulation/world";
import { describe, expect, test } from "vitest";

import { DT, IDLE, testArena } from "../../support/duel.ts";

const TICKS = 10_000;
const FIGHTERS = 14;

/** A small arena with all there is. */
const arena = testArena({
  width: 30,
  height: 20,
  walls: [
    { left: 8, top: 4, right: 9, bottom: 10 },
    { left: 9, top: 9, right: 14, bottom: 10 },
    { left: 20, top: 12, right: 22, bottom: 16 },
  ],
  covers: [{ left: 14, top: 14, right: 17, bottom: 15 }],
  bushes: [{ left: 2, top: 12, right: 6, bottom: 16 }],
  teleporters: [
    { x: 3, y: 3, toX: 27, toY: 17 },
    { x: 27, y: 17, toX: 3, toY: 3 },
  ],
  spawns: Array.from({ length: 6 }, (_, index) => ({ x: 3 + index * 5, y: 18.5, team: index % 3 })),
  pickups: PICKUP_KINDS.map((kind, index) => ({ x: 4 + index * 3.5, y: 11.5, kind })),
});

/** A brawl of random but seeded inputs, some of them late, the same for whatever makes the fighters. */
function brawl(makeFighter: (id: number, team: number) => Fighter, watch: (world: World) => void = () => {}): World {
  const world = createWorld(arena, DT, 7);
  const random = createRandom(99);
  // Two teams, and one who is everybody's enemy.
  const fighters = Array.from({ length: FIGHTERS }, (_, index) => makeFighter(index + 1, index % 3));
  for (const fighter of fighters) addFighter(world, fighter);
  const inputs = fighters.map(() => ({ ...IDLE }));
  for (let tick = 0; tick < TICKS; tick++) {
    const commands = fighters.map((fighter, index): Command => {
      const input = inputs[index] ?? IDLE;
      if (random() < 0.1) {
        Object.assign(input, {
          moveX: snapAxis(random() * 2 - 1),
          moveY: snapAxis(random() * 2 - 1),
          aim: snapAngle(random() * 2 * Math.PI),
          buttons: Math.floor(random() * 16),
        });
      }
      return { fighter, seq: tick + 1, input, provisional: random() < 0.05 };
    });
    stepWorld(world, commands);
    watch(world);
  }
  return world;
}

describe("a brawl of 10,000 ticks with every kind of event", () => {
  test("ends the same for the same seed and inputs, on schema instances and on plain objects", () => {
    const plain = hashWorld(brawl(createFighter));
    const synced = hashWorld(brawl((id, team) => Object.assign(new Player(), { id, team })));
    expect(synced).toBe(plain);
    // The golden hash: a change of the rules changes it, and the author of such a change writes the new one here.
    expect(plain).toMatchInlineSnapshot(`3001870610`);
  });

  test("uses every weapon, pickup and kind of death, and keeps every number in its wire range", () => {
    const seen = new Set<string>();
    brawl(createFighter, ({ fighters, events }) => {
      for (const event of events) {
        if (event.type === "shot") seen.add(`fired ${event.birth.weapon}`);
        else if (event.type === "death")
          seen.add(event.killer === event.victim ? "own death" : `death by ${event.weapon}`);
        else if (event.type === "pickup") seen.add(`took ${event.kind}`);
      }
      for (const fighter of fighters.values()) {
        if (fighter.teleports > 0) seen.add("teleported");
        for (const { name, most } of WHOLE) {
          if (!isWhole(fighter[name], most)) throw new Error(`${name} is ${fighter[name]}`);
        }
      }
    });
    const ends = WEAPONS.map((weapon) => `death by ${weapon}`);
    const shots = WEAPONS.map((weapon) => `fired ${weapon}`);
    const taken = PICKUP_KINDS.map((kind) => `took ${kind}`);
    expect([...seen].toSorted()).toEqual([...ends, ...shots, ...taken, "own death", "teleported"].toSorted());
  });
});

/** Fields of a body whose values are sent as whole numbers, and the largest of them. */
const WHOLE = bodyFields().flatMap(({ name, field: { type, audience } }) =>
  type.kind === "integer" && audience !== "server" ? [{ name, most: 2 ** type.bits - 1 }] : [],
);

const isWhole = (value: number | boolean, most: number): boolean =>
  typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= most;
