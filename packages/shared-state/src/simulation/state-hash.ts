import { weaponCode } from "./rules.ts";
import type { World } from "./world.ts";

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** FNV-1a over everything that decides how a world goes on: equal hashes, equal futures. */
export function hashWorld(world: World): number {
  const bytes = new DataView(new ArrayBuffer(8));
  let hash = FNV_OFFSET;
  const add = (value: number): void => {
    bytes.setFloat64(0, value);
    for (let i = 0; i < 8; i++) hash = Math.imul(hash ^ bytes.getUint8(i), FNV_PRIME) >>> 0;
  };
  add(world.tick);
  for (const fighter of world.fighters.values()) {
    add(fighter.id);
    add(fighter.x);
    add(fighter.y);
    add(fighter.vx);
    add(fighter.vy);
    add(fighter.aim);
    add(fighter.alive ? 1 : 0);
    add(fighter.health);
    add(fighter.lives);
    add(fighter.dashSteps);
    add(fighter.dashCooldown);
    add(fighter.fireCooldown);
    add(fighter.ammo);
    add(fighter.reloadSteps);
    add(fighter.railCharge);
    add(fighter.special);
    add(fighter.specialAmmo);
    add(fighter.specialCooldown);
    add(fighter.teleportCooldown);
    add(fighter.respawnTick);
    add(fighter.team);
    add(fighter.armour);
    add(fighter.shielded ? 1 : 0);
    add(fighter.overdriven ? 1 : 0);
  }
  for (const pickup of world.pickups) add(pickup.available ? 1 : 0);
  for (const shot of world.shots) {
    add(shot.owner);
    add(weaponCode(shot.weapon));
    add(shot.x);
    add(shot.y);
    add(shot.angle);
    add(shot.bornTick);
  }
  return hash;
}
