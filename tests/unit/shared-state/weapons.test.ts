import { completeRules } from "@fray/shared-state/internal/simulation/weapons/weapon-rules";
import { WEAPON_RULES, WEAPONS } from "@fray/shared-state/rules";
import { createPath } from "@fray/shared-state/simulation/shot-path";
import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

import { testArena } from "../../support/duel.ts";

test("the rules of all weapons have the same fields in the same order, so that loops over shots stay fast", () => {
  const shapes = WEAPONS.map((weapon) => Object.keys(WEAPON_RULES[weapon]).join());
  expect(new Set(shapes).size).toBe(1);
});

test("values missing in a description follow from the rest of it", () => {
  const blast = { radius_u: 2, edgeDamage: 10, knockback_u_per_s: 8, ownShare: 0.5 };
  const flight = { speed_u_per_s: 20, radius_u: 0.2, muzzle_u: 0.7 };
  const bomb = completeRules({
    name: "bomb",
    kind: "projectile",
    damage: 50,
    range_u: 18,
    cooldown_s: 1,
    rounds: 3,
    ...flight,
    blast,
  });
  expect(bomb).toMatchObject({ pellets: 1, spread_rad: 0, charge_s: 0, bounces: false });
  expect(bomb.tactics).toEqual({ fires: { least: 3, most: 18 }, keeps: { least: 0, most: Infinity }, worth: 16 });
  const laser = completeRules({ name: "laser", kind: "hitscan", damage: 20, range_u: 12, cooldown_s: 0.5, rounds: 9 });
  expect(laser).toMatchObject({ speed_u_per_s: 0, radius_u: 0, muzzle_u: 0, blast: undefined });
  expect(laser.tactics.fires).toEqual({ least: 0, most: 12 });
});

test("a ball of any radius bounces off a wall at a distance of its radius", () => {
  const arena = testArena({ walls: [{ left: 20, top: 0, right: 22, bottom: 40 }] });
  for (const radius_u of [0.1, 0.25, 0.8]) {
    const [leg] = createPath(arena, 10, 20, 0, { range_u: 30, radius_u, bounces: true });
    expect(leg?.length).toBeCloseTo(10 - radius_u, 5);
  }
});

test("no code outside the descriptions of weapons checks for a weapon by its name", () => {
  const root = new URL("../../../packages/", import.meta.url);
  const name = `"(?:${WEAPONS.join("|")})"`;
  const comparison = new RegExp(`[!=]== ${name}|${name} [!=]==|case ${name}`);
  const files = globSync("*/src/**/*.{ts,tsx}", { cwd: root });
  expect(files.length).toBeGreaterThan(300);
  expect(files.filter((file) => comparison.test(readFileSync(new URL(file, root), "utf8")))).toEqual([]);
});
