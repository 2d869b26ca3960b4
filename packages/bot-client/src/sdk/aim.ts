import { PRIMARY, type Weapon } from "@fray/shared-state/rules";

import { leadAngle } from "../brain/weapons/lead.ts";
import type { SeenBody, View } from "../view/view.ts";

/**
 * Where to aim, in radians, so that a shot fired now meets a body that goes on as it is going. It allows for the flight
 * (of the rail: the charge) and for how old what one sees is. 0 without a body of one's own.
 */
export function leadAim(view: View, target: SeenBody, weapon: Weapon = PRIMARY.name): number {
  return view.self ? leadAngle(view, view.self, target, weapon) : 0;
}
