import { TILE_PIXELS, tilesOf } from "@fray/game-client/internal/view/ground/tiles";
import { expect, test } from "vitest";

test.each([
  [1, 1],
  [TILE_PIXELS, TILE_PIXELS],
  [5000, 4001],
])("a ground of %i x %i pixels is painted in small tiles, each pixel once", (width, height) => {
  const tiles = tilesOf(width, height);
  expect(tiles.reduce((pixels, tile) => pixels + tile.width * tile.height, 0)).toBe(width * height);
  expect(new Set(tiles.map(({ x, y }) => `${x} ${y}`)).size).toBe(tiles.length);
  for (const tile of tiles) {
    // Shadows are painted at a quarter of the size.
    expect([tile.x % 4, tile.y % 4]).toEqual([0, 0]);
    expect(Math.max(tile.width, tile.height)).toBeLessThanOrEqual(TILE_PIXELS);
    expect(tile.x + tile.width).toBeLessThanOrEqual(width);
    expect(tile.y + tile.height).toBeLessThanOrEqual(height);
  }
});
