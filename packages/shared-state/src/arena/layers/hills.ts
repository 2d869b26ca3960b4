import { MapError } from "../map-error.ts";
import type { Place } from "../place.ts";
import type { MapObject } from "../tiled-object.ts";
import type { MapLayer } from "./map-layer.ts";
import { toPlace } from "./read-object.ts";

/** A possible place of the hill. */
export interface HillPlace extends Place {
  readonly radius: number;
}

/** Radius in u of a hill that is drawn as a point without a `radius`. */
const DEFAULT_RADIUS_U = 3;
/** A hill smaller than this has no room for a fight. */
const MIN_RADIUS_U = 1;

export const hills = {
  name: "hills",
  isVisited: true,
  properties: ["radius"],
  parse: (objects) => objects.map(toHill),
  describe: {
    objects: "ellipses, rectangles",
    does: "where the hill may be: the largest circle in the shape. Without them the map is not for hill",
  },
} as const satisfies MapLayer<"hills", HillPlace>;

/** Returns the inscribed circle of an ellipse or rectangle, or the circle whose radius a point gives. */
function toHill(object: MapObject): HillPlace {
  const { width, height, properties, where } = object;
  const drawn = Math.min(width, height) / 2;
  const radius = drawn > 0 ? drawn : Number(properties.get("radius") ?? DEFAULT_RADIUS_U);
  if (!(radius >= MIN_RADIUS_U)) throw new MapError(`${where} has a radius below ${MIN_RADIUS_U} u`);
  return { ...toPlace(object), radius };
}
