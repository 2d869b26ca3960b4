import { z } from "zod";

import type { Wall } from "../wall.ts";
import { RectangleOfBots, type MapLayer } from "./map-layer.ts";
import { toRectangle } from "./read-object.ts";

export const bushes = {
  name: "bushes",
  isVisited: false,
  parse: (objects) => objects.map(toRectangle),
  describe: {
    objects: "rectangles",
    does: "hide who is in them from enemies more than 3 u away, until they fire or are hurt",
  },
  hello: z.array(RectangleOfBots).describe("who is in one is hidden from enemies farther off than rules.bushSight"),
} as const satisfies MapLayer<"bushes", Wall>;
