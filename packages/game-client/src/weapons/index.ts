import type { Weapon } from "@fray/shared-state/rules";

import { orb } from "./orb.ts";
import { pulse } from "./pulse.ts";
import { rail } from "./rail.ts";
import { rocket } from "./rocket.ts";
import { scatter } from "./scatter.ts";
import type { WeaponLook } from "./weapon-look.ts";

/** The look and the sounds of each weapon. */
export const WEAPON_LOOKS: { readonly [Name in Weapon]: WeaponLook<Name> } = { pulse, rail, scatter, rocket, orb };
