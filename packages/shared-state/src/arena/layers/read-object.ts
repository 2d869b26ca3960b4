import { MapError } from "../map-error.ts";
import type { Place } from "../place.ts";
import type { MapObject } from "../tiled-object.ts";
import type { Wall } from "../wall.ts";

/** The rectangle that an object covers. */
export function toRectangle(object: MapObject): Wall {
  const { shape, x, y, width, height, rotation, where } = object;
  if (shape !== "rectangle") throw new MapError(`${where} is drawn as ${shape}; this layer takes rectangles`);
  if (rotation !== 0) throw new MapError(`${where} is rotated; only rectangles along the axes stop anything`);
  if (width === 0 || height === 0) throw new MapError(`${where} has no area`);
  return { left: x, top: y, right: x + width, bottom: y + height };
}

/** Returns the middle of an object: most are points, but a rectangle or an ellipse may mark a place as well. */
export function toPlace({ shape, x, y, width, height, rotation, where }: MapObject): Place {
  if (shape !== "point" && shape !== "rectangle" && shape !== "ellipse") {
    throw new MapError(`${where} is drawn as ${shape}; this layer takes points`);
  }
  if (rotation !== 0 && width + height > 0) throw new MapError(`${where} is rotated`);
  return { x: x + width / 2, y: y + height / 2 };
}

/** Returns the team, 1 or 2, of the property `team` or of the class; 0 if neither is set. */
export function teamOf({ properties, class: written, where }: MapObject): number {
  const team = properties.get("team") ?? written;
  if (team === "1" || team === "2") return Number(team);
  if (team === "" || team === "0") return 0;
  throw new MapError(`${where} is of team ${JSON.stringify(team)}; teams are 1 and 2, and nothing for everybody`);
}
