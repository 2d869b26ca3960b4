import type { Wall } from "../wall.ts";
import type { MapLayer } from "./map-layer.ts";
import { toRectangle } from "./read-object.ts";

export const bushes = {
  name: "bushes",
  isVisited: false,
  parse: (objects) => objects.map(toRectangle),
  describe: {
    objects: "rectangles",
    does: "hide who is in them from enemies more than 3 u away, until they fire or are hurt",
  },
} as const satisfies MapLayer<"bushes", Wall>;
