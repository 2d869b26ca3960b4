import { z } from "zod";

import { MapError } from "./map-error.ts";
import { isRecord, parseTiled } from "./parse-tiled.ts";

/** An object as drawn, with lengths in u from the top left of the map. */
export interface MapObject {
  /** Its Tiled shape: `rectangle`, `ellipse`, `point`, `polygon`, `polyline`, `text`, `tile`, or one that is newer. */
  readonly shape: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Degrees clockwise about (`x`, `y`). */
  readonly rotation: number;
  readonly name: string;
  /** Tiled 1.9 calls this field `class`; every other version calls it `type`. */
  readonly class: string;
  /** Custom properties, all as text. */
  readonly properties: ReadonlyMap<string, string>;
  /** The object's name in error messages: the map, the layer, the object's id and its name. */
  readonly where: string;
}

/** The context of a layer: the prefix of its error messages, pixels per u, and its offset in pixels. */
export interface Frame {
  readonly where: string;
  readonly pixels: number;
  readonly offsetX: number;
  readonly offsetY: number;
}

/** Converts a property to text. Values of lists and classes become empty: no map needs them. */
const TiledValue = z.union([z.string(), z.number().transform(String), z.boolean().transform(String)]).catch("");

const TiledObject = z.object({
  id: z.number().int(),
  name: z.string().default(""),
  type: z.string().optional(),
  class: z.string().optional(),
  x: z.number(),
  y: z.number(),
  width: z.number().nonnegative().default(0),
  height: z.number().nonnegative().default(0),
  rotation: z.number().default(0),
  properties: z.array(z.object({ name: z.string(), value: TiledValue })).default([]),
});

const FAULTS = {
  id: "has no number as its id",
  name: "has a name that is no text",
  type: "has a class that is no text",
  class: "has a class that is no text",
  x: "has no number as its x",
  y: "has no number as its y",
  width: "has a width that is no number, or below 0",
  height: "has a height that is no number, or below 0",
  rotation: "has a rotation that is no number",
  properties: "has custom properties in another format; save the map with Tiled 1.8 or newer",
} satisfies Readonly<Record<keyof typeof TiledObject.shape, string>>;

/** Keys of every object. Tiled marks a shape by one more key, and a rectangle by none. */
const COMMON = new Set([...Object.keys(TiledObject.shape), "visible", "opacity", "template", "propertytypes"]);
/** Keys of shapes whose names differ from them. */
const SHAPES: Readonly<Record<string, string>> = { gid: "tile" };

/** Reads one object. Throws a `MapError` that names it when it is not what Tiled saves. */
export function readTiledObject(json: unknown, { where: layer, pixels, offsetX, offsetY }: Frame): MapObject {
  const where = `${layer}: ${nameOf(json)}`;
  if (isRecord(json) && "template" in json) throw new MapError(`${where} is made from a template; detach it in Tiled`);
  const object = parseTiled(TiledObject, json, { where, faults: FAULTS, otherwise: "is not an object" });
  return {
    shape: shapeOf(json),
    x: (object.x + offsetX) / pixels,
    y: (object.y + offsetY) / pixels,
    width: object.width / pixels,
    height: object.height / pixels,
    rotation: object.rotation,
    name: object.name.trim(),
    class: (object.type || object.class || "").trim(),
    properties: new Map(object.properties.map(({ name, value }) => [name, value])),
    where,
  };
}

/** A later version of Tiled may know more shapes. Taken for a rectangle, such a shape would become another wall. */
function shapeOf(json: unknown): string {
  const marks = Object.entries(isRecord(json) ? json : {})
    .filter(([name, value]) => !COMMON.has(name) && (value === true || typeof value === "object" || name in SHAPES))
    .map(([name]) => SHAPES[name] ?? name);
  return marks.find((shape) => shape !== "point" && shape !== "ellipse") ?? marks[0] ?? "rectangle";
}

/** `object 7 ("north gate")`, as Tiled's list of objects shows it. */
function nameOf(json: unknown): string {
  const { id, name } = isRecord(json) ? json : {};
  const called = typeof name === "string" && name !== "" ? ` (${JSON.stringify(name)})` : "";
  return typeof id === "number" ? `object ${id}${called}` : `an object without id${called}`;
}
