import { copyBody } from "./body.ts";
import { weaponCode } from "./rules.ts";
import type { World } from "./world.ts";

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** FNV-1a over everything that decides how a world goes on but its generator: equal hashes, equal futures. */
export function hashWorld(world: World): number {
  const bytes = new DataView(new ArrayBuffer(8));
  let hash = FNV_OFFSET;
  const add = (...values: (number | boolean)[]): void => {
    for (const value of values) {
      bytes.setFloat64(0, Number(value));
      for (let i = 0; i < 8; i++) hash = Math.imul(hash ^ bytes.getUint8(i), FNV_PRIME) >>> 0;
    }
  };
  add(world.tick);
  for (const fighter of world.fighters.values()) {
    const { id, team, alive, health, armour, shielded, overdriven, lives } = fighter;
    add(id, team, alive, health, armour, shielded, overdriven, lives, ...Object.values(copyBody(fighter)));
    add(fighter.respawnTick, fighter.shieldTick, fighter.overdriveTick, fighter.hurtTick, fighter.firedTick);
  }
  for (const [id, body] of world.checkpoints) add(id, ...Object.values(copyBody(body)));
  for (const { available, returnTick } of world.pickups) add(available, returnTick);
  for (const { owner, seq, part, weapon, x, y, angle, bornTick, team, boost } of world.shots) {
    add(owner, seq, part, weaponCode(weapon), x, y, angle, bornTick, team, boost);
  }
  return hash;
}
