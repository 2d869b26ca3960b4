import type { Arena } from "@fray/shared-state/arena/arena";
import { tableOf } from "@fray/shared-state/by-name";
import { SCREEN_U } from "@fray/shared-state/protocol/screen";
import {
  BODY_RADIUS_U,
  BUSH_SIGHT_U,
  DASH_COOLDOWN_S,
  DASH_DURATION_S,
  DASH_SPEED_U_PER_S,
  DEFAULT_SPECIAL,
  MAX_ARMOUR,
  MAX_HEALTH,
  PRIMARY,
  RUN_SPEED_U_PER_S,
  SWAP_S,
  WEAPON_RULES,
  WEAPONS,
  type Weapon,
} from "@fray/shared-state/rules";

import { layersOfHello } from "./layers.ts";
import { PROTOCOL_VERSION, type Hello } from "./protocol.ts";

/** Builds the first message to a bot, before it sees anything of a map: the arena and the rules. */
export function greet(name: string, arena: Arena, tickRate: number): Hello {
  return { type: "hello", protocol: PROTOCOL_VERSION, name, tickRate, map: describeMap(arena), rules: RULES };
}

function describeMap(arena: Arena): Hello["map"] {
  const { name, width, height, layers } = arena;
  return { name, width, height, ...layersOfHello(layers) };
}

function describe(weapon: Weapon): Hello["rules"]["weapons"][Weapon] {
  const rules = WEAPON_RULES[weapon];
  return {
    damage: rules.damage,
    interval: rules.cooldown_s,
    range: rules.range_u,
    speed: rules.speed_u_per_s,
    muzzle: rules.muzzle_u,
    radius: rules.radius_u,
    rounds: rules.rounds,
    blastRadius: rules.blast?.radius_u ?? 0,
  };
}

const RULES: Hello["rules"] = {
  bodyRadius: BODY_RADIUS_U,
  runSpeed: RUN_SPEED_U_PER_S,
  dashSpeed: DASH_SPEED_U_PER_S,
  dashDuration: DASH_DURATION_S,
  dashCooldown: DASH_COOLDOWN_S,
  reloadTime: PRIMARY.reload_s,
  swapTime: SWAP_S,
  railCharge: DEFAULT_SPECIAL.charge_s,
  maxHealth: MAX_HEALTH,
  maxArmour: MAX_ARMOUR,
  bushSight: BUSH_SIGHT_U,
  screen: { ...SCREEN_U },
  weapons: tableOf(WEAPONS, describe),
};
