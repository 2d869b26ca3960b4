import { namesOf } from "@fray/netcode/core";

import { weaponCode } from "../rules.ts";
import { BODY_FIELDS, predictedNames, type BodyFieldName, type PredictedName } from "../schema/body-fields.ts";
import type { Body, Fighter } from "./body.ts";
import type { World } from "./world.ts";

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** The golden hash depends on the order of these fields. Fields that were declared later follow automatically. */
const FIRST = ["id", "team", "alive", "health", "armour", "shielded", "overdriven", "lives"] as const;
const PREDICTED = [
  "x",
  "y",
  "vx",
  "vy",
  "aim",
  "alive",
  "dashSteps",
  "dashCooldown",
  "fireCooldown",
  "ammo",
  "reloadSteps",
  "special",
  "specialAmmo",
  "specialCooldown",
  "railCharge",
  "teleportCooldown",
  "teleports",
] as const satisfies readonly PredictedName[];
const TICKS = ["respawnTick", "shieldTick", "overdriveTick", "hurtTick", "firedTick"] as const;
const OLDER: ReadonlySet<BodyFieldName> = new Set([...FIRST, ...PREDICTED, ...TICKS]);

const isNewer = (name: BodyFieldName): boolean => {
  const field = BODY_FIELDS[name];
  return !OLDER.has(name) && !("isHashed" in field);
};
const NEWER = namesOf(BODY_FIELDS).filter(isNewer);
const NEWER_PREDICTED = predictedNames("motion", "arms", "given").filter(isNewer);

/**
 * Computes FNV-1a over all state that decides the future of a world: worlds with equal hashes develop equally. `before`
 * is a hash to continue.
 */
export function hashWorld(world: World, before = FNV_OFFSET): number {
  let hash = before;
  const add = (...values: (number | boolean)[]): void => {
    hash = hashNumbers(hash, values);
  };
  // A field without a value yet does not change the hash: no rule uses it, so it decides nothing.
  const addNewer = <Name extends BodyFieldName>(body: Readonly<Pick<Fighter, Name>>, names: readonly Name[]): void => {
    for (const [place, name] of names.entries()) if (body[name]) add(place, body[name]);
  };
  const addBody = (body: Readonly<Body>): void => add(...PREDICTED.map((name) => body[name]));
  add(world.tick, world.random.state);
  for (const fighter of world.fighters.values()) {
    add(...FIRST.map((name) => fighter[name]));
    addBody(fighter);
    add(...TICKS.map((name) => fighter[name]));
    addNewer(fighter, NEWER);
  }
  for (const [id, body] of world.checkpoints) {
    add(id);
    addBody(body);
    addNewer(body, NEWER_PREDICTED);
  }
  for (const [id, { tick, attacker, weapon, attackTick, byEnemy }] of world.lastHits) {
    add(id, tick, attacker, weaponCode(weapon), attackTick, byEnemy);
  }
  for (const { victim, killer, weapon } of world.forfeits) add(victim, killer, weaponCode(weapon));
  for (const { available, returnTick } of world.pickups) add(available, returnTick);
  for (const { owner, seq, part, weapon, x, y, angle, bornTick, team, boost } of world.shots) {
    add(owner, seq, part, weaponCode(weapon), x, y, angle, bornTick, team, boost);
  }
  return hash;
}

const bytes = new DataView(new ArrayBuffer(8));

/** Continues an FNV-1a hash over numbers and truth values. */
export function hashNumbers(before: number, values: Iterable<number | boolean>): number {
  let hash = before;
  for (const value of values) {
    bytes.setFloat64(0, Number(value));
    for (let i = 0; i < 8; i++) hash = Math.imul(hash ^ bytes.getUint8(i), FNV_PRIME) >>> 0;
  }
  return hash;
}
