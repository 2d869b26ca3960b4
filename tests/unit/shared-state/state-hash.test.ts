import { namesOf } from "@fray/netcode/core";
import { hashWorld } from "@fray/shared-state/internal/simulation/state-hash";
import { BODY_FIELDS, type BodyFieldName } from "@fray/shared-state/schema/body-fields";
import { createFighter } from "@fray/shared-state/simulation/body";
import { addFighter, createWorld } from "@fray/shared-state/simulation/world";
import { expect, test } from "vitest";

import { DT, testArena } from "../../support/duel.ts";

const isHashed = (name: BodyFieldName): boolean => !("isHashed" in BODY_FIELDS[name]);
const NAMES = namesOf(BODY_FIELDS);

/** The hash of a world with one fighter, in which this field differs from the usual. */
function hashWith(changed?: BodyFieldName): number {
  const world = createWorld(testArena(), DT, 7);
  const fighter = createFighter(1, 0);
  addFighter(world, fighter);
  if (changed) {
    const was = fighter[changed];
    Object.assign(fighter, { [changed]: typeof was === "boolean" ? !was : was + 1 });
  }
  return hashWorld(world);
}

test.each(NAMES.filter(isHashed))("a body that differs in %s changes the hash of its world", (name) => {
  expect(hashWith(name)).not.toBe(hashWith());
});

test.each(NAMES.filter((name) => !isHashed(name)))("%s decides nothing, and does not change the hash", (name) => {
  expect(hashWith(name)).toBe(hashWith());
});
