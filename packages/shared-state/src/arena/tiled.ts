import { z } from "zod";

import { POSITION_U } from "../quantized.ts";
import { MapError } from "./map-error.ts";
import { parseTiled } from "./parse-tiled.ts";
import { readTiledObject, type Frame, type MapObject } from "./tiled-object.ts";

export interface MapLayer {
  readonly name: string;
  readonly isObjectLayer: boolean;
  /** Reads its objects. A layer without a meaning is never read: a mapper may draw anything there. */
  readonly readObjects: () => readonly MapObject[];
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

const MAP_FAULTS = {
  type: "is not a map that Tiled saved",
  infinite: "is infinite; turn that off in Map > Map Properties",
  orientation: "has an orientation that is not orthogonal; change it in Map > Map Properties",
  width: "has a width that is not a whole number of tiles from 8 on",
  height: "has a height that is not a whole number of tiles from 8 on",
  tilewidth: "has tiles whose width is not a whole number of pixels",
  tileheight: "has tiles whose height is not a whole number of pixels",
  layers: "has no list of layers",
} satisfies Readonly<Record<keyof typeof TiledMap.shape, string>>;

const TiledLayer = z.object({
  name: z.string().catch(""),
  type: z.string().catch(""),
  layers: z.array(z.unknown()).catch([]),
  objects: z.array(z.unknown()).optional().catch(undefined),
});

const LayerOffset = z.object({ offsetx: z.number().default(0), offsety: z.number().default(0) });
const OFFSET_FAULTS = {
  offsetx: "has a horizontal offset that is no number",
  offsety: "has a vertical offset that is no number",
} satisfies Readonly<Record<keyof typeof LayerOffset.shape, string>>;

/** Reads the JSON that Tiled saves. One tile is one u. Throws a `MapError` if the file is not such a map. */
export function readTiled(name: string, json: unknown): MapFile {
  const where = `map "${name}"`;
  const map = parseTiled(TiledMap, json, {
    where: `${where}: the file`,
    faults: MAP_FAULTS,
    otherwise: "is not a map",
  });
  if (map.tilewidth !== map.tileheight) throw new MapError(`${where}: tiles must be square`);
  const { width, height, tilewidth: pixels } = map;
  if (Math.max(width, height) > POSITION_U.max) {
    throw new MapError(`${where}: at most ${Math.floor(POSITION_U.max)} tiles wide and high`);
  }
  const frame = (): Frame => ({ where, pixels, offsetX: 0, offsetY: 0 });
  return { name, width, height, layers: readLayers(map.layers, frame) };
}

/** `frameOf` is called when a layer is read, because the offset of a layer without a meaning may be anything. */
function readLayers(layers: readonly unknown[], frameOf: () => Frame): MapLayer[] {
  return layers.flatMap((json) => {
    const { data: layer } = TiledLayer.safeParse(json);
    if (!layer) return [];
    const frame = (): Frame => {
      const outer = frameOf();
      const where = `${outer.where}: layer ${JSON.stringify(layer.name)}`;
      const offset = parseTiled(LayerOffset, json, { where, faults: OFFSET_FAULTS, otherwise: "is not a layer" });
      return { ...outer, offsetX: outer.offsetX + offset.offsetx, offsetY: outer.offsetY + offset.offsety };
    };
    if (layer.type === "group") return readLayers(layer.layers, frame);
    const { name, objects } = layer;
    return [
      {
        name,
        isObjectLayer: objects !== undefined,
        readObjects: () => {
          const { where, ...placed } = frame();
          return (objects ?? []).map((object) =>
            readTiledObject(object, { ...placed, where: `${where}: layer ${JSON.stringify(name)}` }),
          );
        },
      },
    ];
  });
}
