import { PICKUP_KINDS } from "../simulation/rules.ts";
import { Arena, type FlagStand, type HillPlace, type PickupPlace, type Place, type Teleporter } from "./arena.ts";
import { checkPlaces } from "./check-places.ts";
import { MapError } from "./map-error.ts";
import { pickLayers } from "./map-layers.ts";
import { readTiled, type MapObject } from "./tiled.ts";
import type { Wall } from "./wall.ts";

/** Radius in u of a hill that was drawn as a point and says nothing else. */
const DEFAULT_HILL_RADIUS_U = 3;
/** A hill smaller than this has no room for a fight. */
const MIN_HILL_RADIUS_U = 1;

/**
 * Makes an arena of a map drawn in Tiled; docs/maps.md says what each layer means. One tile is one u. Throws a
 * `MapError` that says what is wrong and where when the map can't be played.
 */
export function parseMap(name: string, json: unknown): Arena {
  const file = readTiled(name, json);
  const drawn = pickLayers(file);
  const arena = new Arena({
    name,
    width: file.width,
    height: file.height,
    walls: drawn.walls.map(toRectangle),
    covers: drawn.covers.map(toRectangle),
    bushes: drawn.bushes.map(toRectangle),
    teleporters: toTeleporters(drawn.teleporters),
    spawns: drawn.spawns.map((object) => ({ ...toPlace(object), team: teamOf(object) })),
    pickups: drawn.pickups.map(toPickup),
    flags: drawn.flags.map(toFlag),
    hills: drawn.hills.map(toHill),
  });
  checkTeams(arena);
  checkPlaces(arena, drawn);
  return arena;
}

function toRectangle(object: MapObject): Wall {
  const { shape, x, y, width, height, rotation, where } = object;
  if (shape !== "rectangle") throw new MapError(`${where} is drawn as ${shape}; this layer takes rectangles`);
  if (rotation !== 0) throw new MapError(`${where} is rotated; only rectangles along the axes stop anything`);
  if (width === 0 || height === 0) throw new MapError(`${where} has no area`);
  return { left: x, top: y, right: x + width, bottom: y + height };
}

/** The middle of an object: most are points, but a rectangle or an ellipse marks a place as well. */
function toPlace({ shape, x, y, width, height, rotation, where }: MapObject): Place {
  if (shape !== "point" && shape !== "rectangle" && shape !== "ellipse") {
    throw new MapError(`${where} is drawn as ${shape}; this layer takes points`);
  }
  if (rotation !== 0 && width + height > 0) throw new MapError(`${where} is rotated`);
  return { x: x + width / 2, y: y + height / 2 };
}

/** 1 or 2 by the property `team` or by the class; 0 where neither says anything. */
function teamOf({ properties, class: written, where }: MapObject): number {
  const team = properties.get("team") ?? written;
  if (team === "1" || team === "2") return Number(team);
  if (team === "" || team === "0") return 0;
  throw new MapError(`${where} is of team ${JSON.stringify(team)}; teams are 1 and 2, and nothing for everybody`);
}

/** Two pads of one name lead to each other. */
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

function toPickup(object: MapObject): PickupPlace {
  const wanted = (object.class || object.name || "health").toLowerCase();
  const kind = PICKUP_KINDS.find((known) => known === wanted);
  if (!kind) {
    throw new MapError(`${object.where} is of kind ${JSON.stringify(wanted)}; there are ${PICKUP_KINDS.join(", ")}`);
  }
  return { ...toPlace(object), kind };
}

function toFlag(object: MapObject): FlagStand {
  const team = teamOf(object);
  if (team === 0) throw new MapError(`${object.where} needs a team, 1 or 2`);
  return { ...toPlace(object), team };
}

/** The circle inside an ellipse or rectangle, or the one that a point gives the radius of. */
function toHill(object: MapObject): HillPlace {
  const { width, height, properties, where } = object;
  const drawn = Math.min(width, height) / 2;
  const radius = drawn > 0 ? drawn : Number(properties.get("radius") ?? DEFAULT_HILL_RADIUS_U);
  if (!(radius >= MIN_HILL_RADIUS_U)) throw new MapError(`${where} has a radius below ${MIN_HILL_RADIUS_U} u`);
  return { ...toPlace(object), radius };
}

/** What one team has, the other must have too. */
function checkTeams({ name, spawns, flags }: Arena): void {
  const where = `map "${name}": layer`;
  if (spawns.length === 0) throw new MapError(`${where} "spawns": needs at least one point`);
  const count = (places: readonly { readonly team: number }[], wanted: number) =>
    places.filter(({ team }) => team === wanted).length;
  for (const [team, other] of [
    [1, 2],
    [2, 1],
  ] as const) {
    if (count(spawns, team) > 0 && count(spawns, other) === 0) {
      throw new MapError(`${where} "spawns": team ${team} has spawns of its own, team ${other} has none`);
    }
    if (count(flags, team) > 1) throw new MapError(`${where} "flags": team ${team} has more than one`);
    if (count(flags, team) > 0 && count(flags, other) === 0) {
      throw new MapError(`${where} "flags": team ${team} has one, team ${other} has none`);
    }
  }
}
