import { hashWorld } from "@fray/shared-state/internal/simulation/state-hash";
import { PICKUP_KINDS, WEAPONS } from "@fray/shared-state/rules";
import { bodyFields } from "@fray/shared-state/schema/body-fields";
import { Player } from "@fray/shared-state/schema/player";
import { createFighter } from "@fray/shared-state/simulation/body";
import { describe, expect, test } from "vitest";

import { brawl } from "../../support/brawl.ts";

describe("a brawl of 10,000 ticks with every kind of event", () => {
  test("ends the same for the same seed and inputs, on schema instances and on plain objects", () => {
    const plain = hashWorld(brawl(createFighter));
    const synced = hashWorld(brawl((id, team) => Object.assign(new Player(), { id, team })));
    expect(synced).toBe(plain);
    // The golden hash: a change of the rules changes it, and the author of such a change writes the new one here.
    expect(plain).toMatchInlineSnapshot(`1023581631`);
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
