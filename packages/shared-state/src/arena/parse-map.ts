import { z } from "zod";

import { POSITION_U } from "../schema/quantized.ts";
import { BODY_RADIUS_U, PICKUP_RADIUS_U } from "../simulation/rules.ts";
import { Arena, type Place } from "./arena.ts";
import type { Wall } from "./wall.ts";

/** A map file that can't be played, with the layer and the object at fault where there is one. */
export class MapError extends Error {
  override name = "MapError";
}

const TiledObject = z.object({
  id: z.number().int(),
  x: z.number(),
  y: z.number(),
  width: z.number().default(0),
  height: z.number().default(0),
  rotation: z.number().default(0),
});
type TiledObject = z.infer<typeof TiledObject>;

const TiledLayer = z.object({ name: z.string(), type: z.string(), objects: z.array(TiledObject).optional() });

/** The part of Tiled's JSON map format (doc.mapeditor.org/en/stable/reference/json-map-format) that a map needs. */
const TiledMap = z.object({
  type: z.literal("map"),
  infinite: z.literal(false).default(false),
  orientation: z.literal("orthogonal"),
  width: z.number().int().min(8),
  height: z.number().int().min(8),
  tilewidth: z.number().int().positive(),
  tileheight: z.number().int().positive(),
  layers: z.array(TiledLayer),
});
type TiledMap = z.infer<typeof TiledMap>;

/**
 * Reads a map drawn in Tiled: an object layer `walls` of rectangles, one `spawns` of points and, if it has health packs,
 * one `pickups` of points. One tile of the map is one u. Throws a `MapError` that says what is wrong and where.
 */
export function parseMap(name: string, json: unknown): Arena {
  const parsed = TiledMap.safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new MapError(`map "${name}": ${issue?.path.join(".") || "file"}: ${issue?.message ?? "not a Tiled map"}`);
  }
  const map = parsed.data;
  if (map.tilewidth !== map.tileheight) throw new MapError(`map "${name}": tiles must be square`);
  if (Math.max(map.width, map.height) > POSITION_U.max) {
    throw new MapError(`map "${name}": at most ${Math.floor(POSITION_U.max)} tiles wide and high`);
  }
  const walls = objectsOf(name, map, "walls").map((object) => toWall(name, map, object));
  const spawns = objectsOf(name, map, "spawns");
  if (spawns.length === 0) throw new MapError(`map "${name}": layer "spawns": needs at least one point`);
  const pickups = map.layers.some((layer) => layer.name === "pickups") ? objectsOf(name, map, "pickups") : [];
  const toPlaces = (objects: readonly TiledObject[]) => objects.map((object) => toPlace(map, object));
  const size = { width: map.width, height: map.height };
  const arena = new Arena({
    name,
    ...size,
    walls,
    spawns: toPlaces(spawns).map(({ x, y }) => ({ x, y, team: 0 })),
    pickups: toPlaces(pickups).map(({ x, y }) => ({ x, y, kind: "health" })),
  });
  requireFree(arena, "spawns", arena.spawns, spawns, BODY_RADIUS_U);
  requireFree(arena, "pickups", arena.pickups, pickups, PICKUP_RADIUS_U);
  return arena;
}

function requireFree(
  arena: Arena,
  layer: string,
  places: readonly Place[],
  objects: readonly TiledObject[],
  radius: number,
): void {
  const blocked = places.findIndex(({ x, y }) => arena.blocks(x, y, radius));
  if (blocked === -1) return;
  const id = objects[blocked]?.id;
  throw new MapError(`map "${arena.name}": layer "${layer}": object ${id} is inside a wall or off the map`);
}

function objectsOf(name: string, map: TiledMap, layerName: string): readonly TiledObject[] {
  const layer = map.layers.find((candidate) => candidate.name === layerName);
  if (!layer) throw new MapError(`map "${name}": layer "${layerName}" is missing`);
  if (!layer.objects) throw new MapError(`map "${name}": layer "${layerName}" must be an object layer`);
  return layer.objects;
}

function toWall(name: string, map: TiledMap, object: TiledObject): Wall {
  const where = `map "${name}": layer "walls": object ${object.id}`;
  if (object.rotation !== 0) throw new MapError(`${where} is rotated; walls are axis-aligned rectangles`);
  if (object.width <= 0 || object.height <= 0) throw new MapError(`${where} has no area`);
  return {
    left: object.x / map.tilewidth,
    top: object.y / map.tilewidth,
    right: (object.x + object.width) / map.tilewidth,
    bottom: (object.y + object.height) / map.tilewidth,
  };
}

const toPlace = (map: TiledMap, object: TiledObject): Place => ({
  x: object.x / map.tilewidth,
  y: object.y / map.tilewidth,
});
