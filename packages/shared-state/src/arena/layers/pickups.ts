import { PICKUP_KINDS, type PickupKind } from "../../rules.ts";
import { MapError } from "../map-error.ts";
import type { Place } from "../place.ts";
import type { MapObject } from "../tiled-object.ts";
import type { MapLayer } from "./map-layer.ts";
import { toPlace } from "./read-object.ts";

export interface PickupPlace extends Place {
  readonly kind: PickupKind;
}

/** Bots are told of pickups with every observation. */
export const pickups = {
  name: "pickups",
  isVisited: true,
  parse: (objects) => objects.map(toPickup),
  describe: { objects: "points", does: "what lies on the ground" },
} as const satisfies MapLayer<"pickups", PickupPlace>;

function toPickup(object: MapObject): PickupPlace {
  const wanted = (object.class || object.name || "health").toLowerCase();
  const kind = PICKUP_KINDS.find((known) => known === wanted);
  if (!kind) {
    throw new MapError(`${object.where} is of kind ${JSON.stringify(wanted)}; there are ${PICKUP_KINDS.join(", ")}`);
  }
  return { ...toPlace(object), kind };
}
