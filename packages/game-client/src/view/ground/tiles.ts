/** A rectangle in pixels. */
export interface Tile {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Side of a tile in pixels: its painting takes about 10 ms on a slow machine. A multiple of four, so that shadows that
 * are painted at a quarter of the size meet at the edges of tiles.
 */
export const TILE_PIXELS = 384;

/** Cuts an area of whole pixels into tiles, row by row. */
export function tilesOf(width: number, height: number): Tile[] {
  const tiles: Tile[] = [];
  for (let y = 0; y < height; y += TILE_PIXELS) {
    for (let x = 0; x < width; x += TILE_PIXELS) {
      tiles.push({ x, y, width: Math.min(TILE_PIXELS, width - x), height: Math.min(TILE_PIXELS, height - y) });
    }
  }
  return tiles;
}
