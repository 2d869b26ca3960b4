import { MapError } from "../map-error.ts";
import type { Place } from "../place.ts";
import { checkSides } from "./check-sides.ts";
import type { MapLayer } from "./map-layer.ts";
import { teamOf, toPlace } from "./read-object.ts";

/** A place where fighters of a team spawn; team 0 means all. */
export interface Spawn extends Place {
  readonly team: number;
}

export const spawns = {
  name: "spawns",
  isRequired: true,
  isVisited: true,
  properties: ["team"],
  parse: (objects) => objects.map((object) => ({ ...toPlace(object), team: teamOf(object) })),
  check(items, where) {
    if (items.length === 0) throw new MapError(`${where} needs at least one point`);
    checkSides(items, where, "spawns of its own", "none");
  },
  describe: { objects: "points", does: "where fighters come in; the farther from all enemies, the likelier" },
} as const satisfies MapLayer<"spawns", Spawn>;
