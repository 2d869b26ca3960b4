import { z } from "zod";

import { POSITION_U } from "../quantized.ts";
import { MapError } from "./map-error.ts";

/** The Tiled shape of a map object. */
export type Shape = "rectangle" | "ellipse" | "point" | "polygon" | "polyline" | "text" | "tile";

/** An object as drawn, with lengths in u from the top left of the map. */
export interface MapObject {
  readonly shape: Shape;
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

export interface MapLayer {
  readonly name: string;
  /** The objects of the layer; undefined for layers of tiles and of images. */
  readonly objects: readonly MapObject[] | undefined;
}

/** A map file as drawn, before it is interpreted. */
export interface MapFile {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  /** All layers of the map. The layers of a group are listed separately. */
  readonly layers: readonly MapLayer[];
}

/** The part of Tiled's JSON map format (doc.mapeditor.org/en/stable/reference/json-map-format) that a map needs. */
const TiledMap = z.object({
  type: z.literal("map"),
  infinite: z.literal(false).default(false),
  orientation: z.literal("orthogonal"),
  width: z.number().int().min(8),
  height: z.number().int().min(8),
  tilewidth: z.number().int().positive(),
  tileheight: z.number().int().positive(),
  layers: z.array(z.unknown()),
});

const TiledLayer = z.object({
  name: z.string(),
  type: z.string(),
  offsetx: z.number().default(0),
  offsety: z.number().default(0),
  layers: z.array(z.unknown()).default([]),
  objects: z.array(z.unknown()).optional(),
});

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
  point: z.boolean().default(false),
  ellipse: z.boolean().default(false),
  polygon: z.unknown().optional(),
  polyline: z.unknown().optional(),
  text: z.unknown().optional(),
  gid: z.unknown().optional(),
  properties: z.array(z.object({ name: z.string(), value: TiledValue })).default([]),
});

/** The context of a layer: the prefix of its error messages, pixels per u, and its offset. */
interface Frame {
  readonly where: string;
  readonly pixels: number;
  readonly offsetX: number;
  readonly offsetY: number;
}

/** Reads the JSON that Tiled saves. One tile is one u. Throws a `MapError` if the file is not such a map. */
export function readTiled(name: string, json: unknown): MapFile {
  const where = `map "${name}"`;
  const map = parse(TiledMap, json, where);
  if (map.tilewidth !== map.tileheight) throw new MapError(`${where}: tiles must be square`);
  const { width, height, tilewidth: pixels } = map;
  if (Math.max(width, height) > POSITION_U.max) {
    throw new MapError(`${where}: at most ${Math.floor(POSITION_U.max)} tiles wide and high`);
  }
  return { name, width, height, layers: readLayers(map.layers, { where, pixels, offsetX: 0, offsetY: 0 }) };
}

function readLayers(layers: readonly unknown[], frame: Frame): MapLayer[] {
  return layers.flatMap((json, index) => {
    const layer = parse(TiledLayer, json, `${frame.where}: layer ${index + 1}`);
    const offsetX = frame.offsetX + layer.offsetx;
    const offsetY = frame.offsetY + layer.offsety;
    if (layer.type === "group") return readLayers(layer.layers, { ...frame, offsetX, offsetY });
    const where = `${frame.where}: layer ${JSON.stringify(layer.name)}`;
    const objects = layer.objects?.map((object) => readObject(object, { ...frame, where, offsetX, offsetY }));
    return [{ name: layer.name, objects }];
  });
}

function readObject(json: unknown, { where: layer, pixels, offsetX, offsetY }: Frame): MapObject {
  const where = `${layer}: ${nameOf(json)}`;
  if (isRecord(json) && "template" in json) throw new MapError(`${where} is made from a template; detach it in Tiled`);
  const object = parse(TiledObject, json, where);
  return {
    shape: shapeOf(object),
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

function shapeOf(object: z.infer<typeof TiledObject>): Shape {
  if (object.gid !== undefined) return "tile";
  if (object.polygon !== undefined) return "polygon";
  if (object.polyline !== undefined) return "polyline";
  if (object.text !== undefined) return "text";
  if (object.ellipse) return "ellipse";
  return object.point ? "point" : "rectangle";
}

/** `object 7 ("north gate")`, as Tiled's list of objects shows it. */
function nameOf(json: unknown): string {
  const { id, name } = isRecord(json) ? json : {};
  const called = typeof name === "string" && name !== "" ? ` (${JSON.stringify(name)})` : "";
  return typeof id === "number" ? `object ${id}${called}` : `an object without id${called}`;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

function parse<T extends z.ZodType>(schema: T, json: unknown, where: string): z.infer<T> {
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new MapError(`${where}: ${issue?.path.join(".") || "file"}: ${issue?.message ?? "not a Tiled map"}`);
}
