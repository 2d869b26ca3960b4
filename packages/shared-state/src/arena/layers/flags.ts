import { MapError } from "../map-error.ts";
import type { Place } from "../place.ts";
import type { MapObject } from "../tiled-object.ts";
import { checkSides, countOf } from "./check-sides.ts";
import type { MapLayer } from "./map-layer.ts";
import { teamOf, toPlace } from "./read-object.ts";

/** The place of a team's flag stand. */
export interface FlagStand extends Place {
  readonly team: number;
}

export const flags = {
  name: "flags",
  isVisited: true,
  properties: ["team"],
  parse: (objects) => objects.map(toFlag),
  check(items, where) {
    const many = [1, 2].find((team) => countOf(items, team) > 1);
    if (many) throw new MapError(`${where} team ${many} has more than one`);
    checkSides(items, where, "one", "none");
  },
  describe: {
    objects: "points, one a team",
    does: "where the flags stand. Without them the map is not for capture the flag",
  },
} as const satisfies MapLayer<"flags", FlagStand>;

function toFlag(object: MapObject): FlagStand {
  const team = teamOf(object);
  if (team === 0) throw new MapError(`${object.where} needs a team, 1 or 2`);
  return { ...toPlace(object), team };
}
