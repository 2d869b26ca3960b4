import { expect, test } from "vitest";

import { loadMap } from "../support/maps.ts";
import { countWeapons } from "../support/weapon-damage.ts";

const MAPS = ["kiln", "foundry"];
const SEEDS = Array.from({ length: 24 }, (_, index) => index + 1);

test("a veteran's rocket does at least 35 damage", { timeout: 300_000 }, () => {
  const { shots = 0, damage = 0 } = countWeapons(MAPS.map(loadMap), SEEDS).get("rocket") ?? {};
  expect(shots).toBeGreaterThan(100);
  expect(damage / shots).toBeGreaterThanOrEqual(35);
});
