import type { Wall } from "../wall.ts";
import type { MapLayer } from "./map-layer.ts";
import { toRectangle } from "./read-object.ts";

export const walls = {
  name: "walls",
  isRequired: true,
  isVisited: false,
  parse: (objects) => objects.map(toRectangle),
  describe: {
    objects: "rectangles",
    does: "stop bodies, shots and sight; orbs bounce off them",
  },
} as const satisfies MapLayer<"walls", Wall>;
