import type { Arena } from "@fray/shared-state/arena/arena";
import type { Wall } from "@fray/shared-state/arena/wall";

const FLOOR = "rgba(20, 29, 40, 0.82)";
const WALL = "#6d86a0";
const COVER = "#45586d";
const BUSH = "#3c5a4a";

/** What is thinner on the minimap would be a haze instead of a wall, in pixels. */
const THIN = 2;

/** Paints everything that never moves on the minimap, at `scale` pixels per u. */
export function paintGround(arena: Arena, scale: number): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = Math.ceil(arena.width * scale);
  canvas.height = Math.ceil(arena.height * scale);
  const pen = canvas.getContext("2d");
  if (!pen) return canvas;
  pen.fillStyle = FLOOR;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  const fill = (style: string, areas: readonly Wall[]): void => {
    pen.fillStyle = style;
    for (const { left, top, right, bottom } of areas) {
      const width = Math.max(THIN, Math.round((right - left) * scale));
      const height = Math.max(THIN, Math.round((bottom - top) * scale));
      pen.fillRect(Math.round(left * scale), Math.round(top * scale), width, height);
    }
  };
  fill(BUSH, arena.bushes);
  fill(COVER, arena.covers);
  fill(WALL, arena.walls);
  return canvas;
}
