import { MapError } from "../map-error.ts";
import type { Place } from "../place.ts";
import type { MapObject } from "../tiled-object.ts";
import type { MapLayer } from "./map-layer.ts";
import { toPlace } from "./read-object.ts";

/** The place of a teleporter's pad, and of its exit. */
export interface Teleporter extends Place {
  readonly toX: number;
  readonly toY: number;
}

export const teleporters = {
  name: "teleporters",
  isVisited: true,
  parse: toTeleporters,
  describe: { objects: "points, two of a name", does: "who walks onto one comes out of the other" },
} as const satisfies MapLayer<"teleporters", Teleporter>;

/** Two pads with the same name lead to each other. */
function toTeleporters(objects: readonly MapObject[]): Teleporter[] {
  return objects.map((object) => {
    if (object.name === "") throw new MapError(`${object.where} needs a name, which the pad it leads to has as well`);
    const [exit, ...others] = objects.filter((other) => other !== object && other.name === object.name);
    if (!exit) throw new MapError(`${object.where} leads nowhere; give one other pad the same name`);
    if (others.length > 0) throw new MapError(`${object.where} has the name of more than one other pad`);
    const to = toPlace(exit);
    return { ...toPlace(object), toX: to.x, toY: to.y };
  });
}
