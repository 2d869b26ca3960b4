import type { Wall } from "../wall.ts";
import type { MapLayer } from "./map-layer.ts";
import { toRectangle } from "./read-object.ts";

export const covers = {
  name: "covers",
  isVisited: false,
  parse: (objects) => objects.map(toRectangle),
  describe: {
    objects: "rectangles",
    does: "low cover: stops bodies only. One shoots and sees over it",
  },
} as const satisfies MapLayer<"covers", Wall>;
