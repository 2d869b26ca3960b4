import type { Place } from "../../navigation/navigation.ts";
import type { Zone } from "../geometry.ts";

/** A destination that has nothing to do with a fight. */
export interface Goal {
  readonly place: Place;
  /** Whether the goal takes precedence over a fight. The bot shoots on the way. */
  readonly urgent: boolean;
  /** The zone to stay in after arrival. */
  readonly zone?: Zone;
}
