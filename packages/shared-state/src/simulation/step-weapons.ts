import { BUTTON, type Input } from "../schema/input-frame.ts";
import type { Body } from "./body.ts";
import {
  PULSE,
  RAIL,
  SPECIALS,
  stepsCovering,
  stepsIn,
  SWAP_S,
  weaponCode,
  weaponOf,
  type Special,
  type Weapon,
} from "./rules.ts";
import type { Surroundings } from "./surroundings.ts";

type Step = Pick<Surroundings, "dt">;

/** One step of a body's two weapons: the pulse and its special. One of them fires, or neither. */
export function stepWeapons(body: Body, input: Input, step: Step): Weapon | undefined {
  if (body.fireCooldown > 0) body.fireCooldown--;
  if (body.specialCooldown > 0) body.specialCooldown--;
  const isReloading = stepReload(body, input, step);
  const special = stepSpecial(body, input, step);
  if (special) {
    body.fireCooldown = Math.max(body.fireCooldown, stepsCovering(SWAP_S, step.dt));
    return special;
  }
  if (isReloading || !mayPulse(body, input, step)) return undefined;
  body.fireCooldown = stepsCovering(PULSE.interval_s, step.dt);
  body.specialCooldown = Math.max(body.specialCooldown, stepsCovering(SWAP_S, step.dt));
  body.ammo--;
  return "pulse";
}

/** The special that a body carries. */
export function specialOf({ special }: Pick<Body, "special">): Special {
  const weapon = weaponOf(special);
  return weapon === "pulse" ? "rail" : weapon;
}

/** Puts a special with all its rounds into a body's hands. */
export function giveSpecial(body: Body, special: Special): void {
  body.special = weaponCode(special);
  body.specialAmmo = SPECIALS[special].rounds;
}

/** Whether the clip is being changed. It is by itself when it is empty. */
function stepReload(body: Body, input: Input, step: Step): boolean {
  if (body.reloadSteps > 0) {
    body.reloadSteps--;
    if (body.reloadSteps === 0) body.ammo = PULSE.clip;
    return true;
  }
  const wantsReload = (input.buttons & BUTTON.reload) !== 0 && body.ammo < PULSE.clip;
  if (body.ammo > 0 && !wantsReload) return false;
  body.reloadSteps = stepsIn(PULSE.reload_s, step.dt);
  return true;
}

/** The special waits for its cooldown, and the rail for its charge: once begun, that fires where the body looks then. */
function stepSpecial(body: Body, input: Input, step: Step): Special | undefined {
  const special = specialOf(body);
  if (body.railCharge > 0) {
    body.railCharge--;
    if (body.railCharge > 0) return undefined;
    body.specialCooldown = stepsCovering(RAIL.cooldown_s, step.dt);
    return "rail";
  }
  if ((input.buttons & BUTTON.special) === 0 || body.specialCooldown > 0) return undefined;
  if (special === "rail") {
    body.railCharge = stepsIn(RAIL.charge_s, step.dt);
    return undefined;
  }
  body.specialCooldown = stepsCovering(SPECIALS[special].cooldown_s, step.dt);
  body.specialAmmo--;
  if (body.specialAmmo <= 0) giveSpecial(body, "rail");
  return special;
}

/** The pulse makes way for a special that is wanted and waits for nothing but the pulse, and for a rail that charges. */
function mayPulse(body: Body, input: Input, step: Step): boolean {
  if ((input.buttons & BUTTON.fire) === 0 || body.fireCooldown > 0 || body.railCharge > 0) return false;
  const yields = (input.buttons & BUTTON.special) !== 0 && body.specialCooldown <= stepsCovering(SWAP_S, step.dt);
  return !yields;
}
