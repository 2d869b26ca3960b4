import type { Arena } from "@fray/shared-state/arena/arena";
import type { Wall } from "@fray/shared-state/arena/wall";
import { SCREEN_U } from "@fray/shared-state/protocol/screen";
import {
  BODY_RADIUS_U,
  BUSH_SIGHT_U,
  DASH_COOLDOWN_S,
  DASH_DURATION_S,
  DASH_SPEED_U_PER_S,
  MAX_ARMOUR,
  MAX_HEALTH,
  ORB,
  PULSE,
  RAIL,
  ROCKET,
  RUN_SPEED_U_PER_S,
  SCATTER,
  SWAP_S,
  type ProjectileRules,
} from "@fray/shared-state/simulation/rules";

import { PROTOCOL_VERSION, type Hello } from "./protocol.ts";

/** What a bot is told before it sees anything of a map: where it is, and by which rules. */
export function greet(name: string, arena: Arena, tickRate: number): Hello {
  return { type: "hello", protocol: PROTOCOL_VERSION, name, tickRate, map: describeMap(arena), rules: RULES };
}

function describeMap(arena: Arena): Hello["map"] {
  const { name, width, height, walls, covers, bushes, teleporters, spawns, flags, hills } = arena;
  return {
    name,
    width,
    height,
    walls: walls.map(toRectangle),
    covers: covers.map(toRectangle),
    bushes: bushes.map(toRectangle),
    teleporters: [...teleporters],
    spawns: [...spawns],
    flags: [...flags],
    hills: [...hills],
  };
}

const toRectangle = ({ left, top, right, bottom }: Wall): Wall => ({ left, top, right, bottom });

type WeaponRules = Hello["rules"]["weapons"]["pulse"];

const describe = (projectile: ProjectileRules, interval: number, rounds: number): WeaponRules => ({
  damage: projectile.damage,
  interval,
  range: projectile.range_u,
  speed: projectile.speed_u_per_s,
  muzzle: projectile.muzzle_u,
  radius: projectile.radius_u,
  rounds,
  blastRadius: projectile.blast?.radius_u ?? 0,
});

const RULES: Hello["rules"] = {
  bodyRadius: BODY_RADIUS_U,
  runSpeed: RUN_SPEED_U_PER_S,
  dashSpeed: DASH_SPEED_U_PER_S,
  dashDuration: DASH_DURATION_S,
  dashCooldown: DASH_COOLDOWN_S,
  reloadTime: PULSE.reload_s,
  swapTime: SWAP_S,
  railCharge: RAIL.charge_s,
  maxHealth: MAX_HEALTH,
  maxArmour: MAX_ARMOUR,
  bushSight: BUSH_SIGHT_U,
  screen: { ...SCREEN_U },
  weapons: {
    pulse: describe(PULSE, PULSE.interval_s, PULSE.clip),
    rail: {
      damage: RAIL.damage,
      interval: RAIL.cooldown_s,
      range: RAIL.range_u,
      speed: 0,
      muzzle: 0,
      radius: 0,
      rounds: RAIL.rounds,
      blastRadius: 0,
    },
    scatter: describe(SCATTER, SCATTER.cooldown_s, SCATTER.rounds),
    rocket: describe(ROCKET, ROCKET.cooldown_s, ROCKET.rounds),
    orb: describe(ORB, ORB.cooldown_s, ORB.rounds),
  },
};
