import { PRIMARY, type Weapon } from "@fray/shared-state/rules";

import { leadAngle } from "../brain/weapons/lead.ts";
import type { SeenBody, View } from "../view/view.ts";

/**
 * Angle to aim at, in radians, so that a shot fired now meets a body that keeps its velocity. It allows for the
 * flight time (for the rail: the charging time) and for the age of the view. 0 if the bot has no body.
 */
export function leadAim(view: View, target: SeenBody, weapon: Weapon = PRIMARY.name): number {
  return view.self ? leadAngle(view, view.self, target, weapon) : 0;
}
