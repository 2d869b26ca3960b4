import { stepsCovering, stepsIn, SWAP_S } from "../rules.ts";
import { BUTTON } from "../schema/buttons.ts";
import type { Input } from "../schema/input-frame.ts";
import type { Body } from "./body.ts";
import type { Surroundings } from "./surroundings.ts";
import { DEFAULT_SPECIAL, PRIMARY, weaponCode, weaponOf, type Special, type Weapon } from "./weapons/index.ts";
import { WEAPON_RULES } from "./weapons/weapon-rules.ts";

type Step = Pick<Surroundings, "dt">;

/** Steps the two weapons of a body: the primary and its special. At most one of them fires. */
export function stepWeapons(body: Body, input: Input, step: Step): Weapon | undefined {
  if (body.fireCooldown > 0) body.fireCooldown--;
  if (body.specialCooldown > 0) body.specialCooldown--;
  const isReloading = stepReload(body, input, step);
  const special = stepSpecial(body, input, step);
  if (special) {
    body.fireCooldown = Math.max(body.fireCooldown, stepsCovering(SWAP_S, step.dt));
    return special;
  }
  if (isReloading || !mayFirePrimary(body, input, step)) return undefined;
  body.fireCooldown = stepsCovering(PRIMARY.interval_s, step.dt);
  body.specialCooldown = Math.max(body.specialCooldown, stepsCovering(SWAP_S, step.dt));
  body.ammo--;
  return PRIMARY.name;
}

/** The special that a body carries. */
export function specialOf({ special }: Pick<Body, "special">): Special {
  const weapon = weaponOf(special);
  return weapon === PRIMARY.name ? DEFAULT_SPECIAL.name : weapon;
}

/** Puts a special with all its rounds into a body's hands. Only the charge of the default special continues. */
export function giveSpecial(body: Body, special: Special): void {
  const { rounds, charge_s: charge } = WEAPON_RULES[special];
  // The state says that a special is charging, but not which special.
  if (charge > 0 || chargedBy(body) !== DEFAULT_SPECIAL.name) body.railCharge = 0;
  body.special = weaponCode(special);
  body.specialAmmo = rounds;
}

/**
 * Returns the special that a body is charging: its present special, or the default special that it had in hand when
 * the charge began.
 */
export function chargedBy(body: Pick<Body, "special">): Special {
  const special = specialOf(body);
  return WEAPON_RULES[special].charge_s > 0 ? special : DEFAULT_SPECIAL.name;
}

/** Returns whether the clip is being reloaded. An empty clip is reloaded automatically. */
function stepReload(body: Body, input: Input, step: Step): boolean {
  if (body.reloadSteps > 0) {
    body.reloadSteps--;
    if (body.reloadSteps === 0) body.ammo = PRIMARY.clip;
    return true;
  }
  const wantsReload = (input.buttons & BUTTON.reload) !== 0 && body.ammo < PRIMARY.clip;
  if (body.ammo > 0 && !wantsReload) return false;
  body.reloadSteps = stepsIn(PRIMARY.reload_s, step.dt);
  return true;
}

/**
 * The special waits for its cooldown and for its charge. A charge can't be stopped: it fires in the direction of view
 * at its end.
 */
function stepSpecial(body: Body, input: Input, step: Step): Special | undefined {
  if (body.railCharge > 0) {
    body.railCharge--;
    return body.railCharge > 0 ? undefined : fireSpecial(body, chargedBy(body), step);
  }
  if ((input.buttons & BUTTON.special) === 0 || body.specialCooldown > 0) return undefined;
  const special = specialOf(body);
  const { charge_s: charge } = WEAPON_RULES[special];
  if (charge === 0) return fireSpecial(body, special, step);
  body.railCharge = stepsIn(charge, step.dt);
  return undefined;
}

/** Takes a round off a special with limited rounds. */
function fireSpecial(body: Body, special: Special, { dt }: Step): Special {
  const { cooldown_s: cooldown, rounds } = WEAPON_RULES[special];
  body.specialCooldown = stepsCovering(cooldown, dt);
  if (rounds === 0) return special;
  body.specialAmmo--;
  if (body.specialAmmo <= 0) giveSpecial(body, DEFAULT_SPECIAL.name);
  return special;
}

/**
 * Whether the primary may fire. It must wait while a special charges, and for a wanted special that only waits for
 * the primary.
 */
function mayFirePrimary(body: Body, input: Input, step: Step): boolean {
  if ((input.buttons & BUTTON.fire) === 0 || body.fireCooldown > 0 || body.railCharge > 0) return false;
  const yields = (input.buttons & BUTTON.special) !== 0 && body.specialCooldown <= stepsCovering(SWAP_S, step.dt);
  return !yields;
}
