import type { Runtime } from "@fray/netcode/core";
import type { Arena } from "@fray/shared-state/arena/arena";
import type { Wall } from "@fray/shared-state/arena/wall";

import { createLayer } from "../../drawing/layer.ts";
import type { PaintedTexture } from "../../drawing/painted-texture.ts";
import type { GroundColors } from "../../drawing/palette.ts";
import type { Pieces } from "../../platform/in-pieces.ts";
import { COVER_CORNER_U, paintCovers } from "./paint-covers.ts";
import { paintFloor } from "./paint-floor.ts";
import { FRAME_U, paintWalls, WALL_CORNER_U } from "./paint-walls.ts";
import { isInside, slabsIn, slabsOf } from "./slabs.ts";
import { Stencil } from "./stencil.ts";
import { tilesOf, type Tile } from "./tiles.ts";

interface GroundPainting {
  readonly runtime: Runtime;
  readonly arena: Arena;
  readonly colors: GroundColors;
  readonly pixelsPerU: number;
}

/** Paints floor, covers and walls into a texture that has their size. A piece of the work is a tile. */
export function* paintGround(target: PaintedTexture, painting: GroundPainting): Pieces {
  const { runtime, arena, colors, pixelsPerU } = painting;
  const allWalls = slabsOf(arena.walls, arena, WALL_CORNER_U);
  const allCovers = slabsOf(arena.covers, arena, COVER_CORNER_U);
  let scratch: Scratch | undefined;
  for (const tile of tilesOf(target.width, target.height)) {
    if (!scratch || !fits(scratch, tile)) scratch = createScratch(tile);
    const { context, stencil } = scratch;
    context.resetTransform();
    context.clearRect(0, 0, tile.width, tile.height);
    context.setTransform(pixelsPerU, 0, 0, pixelsPerU, FRAME_U * pixelsPerU - tile.x, FRAME_U * pixelsPerU - tile.y);
    paintFloor(runtime, context, arena, colors, 1 / pixelsPerU);
    const area = areaOf(tile, pixelsPerU);
    const covers = slabsIn(allCovers, area);
    if (covers.length > 0) paintCovers(context, covers, colors, pixelsPerU);
    const walls = slabsIn(allWalls, area);
    if (walls.length > 0 || !isInside(area, arena)) {
      paintWalls(context, { arena, walls, stencil, colors, pixelsPerU });
    }
    target.put(context.canvas, tile.x, tile.y);
    yield;
  }
}

/** The area of a tile, in u. */
const areaOf = ({ x, y, width, height }: Tile, pixelsPerU: number): Wall => ({
  left: x / pixelsPerU - FRAME_U,
  top: y / pixelsPerU - FRAME_U,
  right: (x + width) / pixelsPerU - FRAME_U,
  bottom: (y + height) / pixelsPerU - FRAME_U,
});

/** The canvases of a tile. Only those at the right and lower edge have other sizes than the others. */
interface Scratch {
  readonly context: CanvasRenderingContext2D;
  readonly stencil: Stencil;
}

function createScratch({ width, height }: Tile): Scratch {
  const context = createLayer(width, height);
  return { context, stencil: new Stencil(context) };
}

const fits = ({ context: { canvas } }: Scratch, { width, height }: Tile): boolean =>
  canvas.width === width && canvas.height === height;
