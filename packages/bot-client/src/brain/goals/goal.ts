import type { Place } from "../../navigation/navigation.ts";
import type { Zone } from "../geometry.ts";

/** Somewhere to go for another reason than a fight. */
export interface Goal {
  readonly place: Place;
  /** It goes before a fight: one shoots on the way. */
  readonly urgent: boolean;
  /** Where to stay once there. */
  readonly zone?: Zone;
}
