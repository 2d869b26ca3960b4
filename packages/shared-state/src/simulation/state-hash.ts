import { namesOf } from "@fray/netcode/core";

import { weaponCode } from "../rules.ts";
import { BODY_FIELDS, predictedNames, type BodyFieldName } from "../schema/body-fields.ts";
import type { Body, Fighter } from "./body.ts";
import type { World } from "./world.ts";

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** Fields that are hashed by name. Fields that were declared later follow automatically. */
const NAMED = [
  "id",
  "team",
  "health",
  "armour",
  "shielded",
  "overdriven",
  "lives",
  "respawnTick",
  "shieldTick",
  "overdriveTick",
  "hurtTick",
  "firedTick",
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
] as const satisfies readonly BodyFieldName[];
const OLDER: ReadonlySet<BodyFieldName> = new Set(NAMED);

const isNewer = (name: BodyFieldName): boolean => {
  const field = BODY_FIELDS[name];
  return !OLDER.has(name) && !("isHashed" in field);
};
const NEWER = namesOf(BODY_FIELDS).filter(isNewer);
const NEWER_PREDICTED = predictedNames("motion", "arms", "given").filter(isNewer);

/**
 * Computes a hash over all state that decides the future of a world: worlds with equal hashes develop equally. `before`
 * is a hash to continue. Rooms compute it each second in their tick, so it makes no lists.
 */
export function hashWorld(world: World, before = FNV_OFFSET): number {
  let hash = hashNumbers(before, world.tick, world.random.state);
  for (const fighter of world.fighters.values()) {
    const { id, team, alive, health, armour, shielded, overdriven, lives } = fighter;
    hash = hashNumbers(hash, id, team, alive, health, armour, shielded, overdriven, lives);
    hash = hashBody(hash, fighter);
    const { respawnTick, shieldTick, overdriveTick, hurtTick, firedTick } = fighter;
    hash = hashNumbers(hash, respawnTick, shieldTick, overdriveTick, hurtTick, firedTick);
    hash = hashNewer(hash, fighter, NEWER);
  }
  for (const [id, body] of world.checkpoints) {
    hash = hashNewer(hashBody(hashNumber(hash, id), body), body, NEWER_PREDICTED);
  }
  for (const [id, { tick, attacker, weapon, attackTick, byEnemy }] of world.lastHits) {
    hash = hashNumbers(hash, id, tick, attacker, weaponCode(weapon), attackTick, byEnemy);
  }
  for (const { victim, killer, weapon } of world.forfeits) hash = hashNumbers(hash, victim, killer, weaponCode(weapon));
  for (const { available, returnTick } of world.pickups) hash = hashNumbers(hash, available, returnTick);
  for (const { owner, seq, part, weapon, x, y, angle, bornTick, team, boost } of world.shots) {
    hash = hashNumbers(hash, owner, seq, part, weaponCode(weapon), x, y, angle, bornTick, team, boost);
  }
  return hash;
}

/** Names every field, because to look fields up by name takes three times as long. A test tries each of them. */
function hashBody(before: number, body: Readonly<Body>): number {
  const { x, y, vx, vy, aim, alive, dashSteps, dashCooldown, fireCooldown, ammo, reloadSteps } = body;
  const { special, specialAmmo, specialCooldown, railCharge, teleportCooldown, teleports } = body;
  const hash = hashNumbers(before, x, y, vx, vy, aim, alive, dashSteps, dashCooldown, fireCooldown, ammo, reloadSteps);
  return hashNumbers(hash, special, specialAmmo, specialCooldown, railCharge, teleportCooldown, teleports);
}

/** A field without a value yet does not change the hash: no rule uses it, so it decides nothing. */
function hashNewer<Name extends BodyFieldName>(
  before: number,
  body: Readonly<Pick<Fighter, Name>>,
  names: readonly Name[],
): number {
  let hash = before;
  for (let place = 0; place < names.length; place++) {
    const name = names[place];
    const value = name === undefined ? 0 : body[name];
    if (value) hash = hashNumber(hashNumber(hash, place), value);
  }
  return hash;
}

/** Continues a hash over numbers and truth values. */
export function hashNumbers(before: number, ...values: readonly (number | boolean)[]): number {
  let hash = before;
  for (const value of values) hash = hashNumber(hash, value);
  return hash;
}

const bytes = new DataView(new ArrayBuffer(8));

/** FNV-1a over the two halves of a number instead of over its eight bytes, because that takes a quarter of the time. */
function hashNumber(before: number, value: number | boolean): number {
  bytes.setFloat64(0, Number(value));
  const hash = mix(before ^ bytes.getInt32(0));
  return mix(hash ^ bytes.getInt32(4)) >>> 0;
}

/** A product's lower bits know nothing of the higher bits of its factors, so these are added first. */
const mix = (hash: number): number => Math.imul(hash ^ (hash >>> 16), FNV_PRIME);
