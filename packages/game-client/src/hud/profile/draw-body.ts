import { readAppearance } from "@fray/shared-state/protocol/appearance";

import { hullPaintOf } from "../../drawing/hull-paint.ts";
import { createLayer } from "../../drawing/layer.ts";
import { colorsOf, toCss, type Colors, type Side } from "../../drawing/palette.ts";
import { bodySprites } from "../../drawing/sprites/body-sprites.ts";
import { PATTERN_SPRITES } from "../../drawing/sprites/pattern-sprites.ts";
import type { Sprite } from "../../drawing/sprites/sprite.ts";
import type { Settings } from "../../settings/settings.ts";

/** A body to draw: who sees it, and in which team. */
export interface Shown {
  readonly look: number;
  readonly team: number;
  readonly side: Side;
  readonly self: boolean;
}

const PATTERN_OPACITY = 0.85;
const AIM = -Math.PI / 2;

/** Draws a body as the arena shows it, `size` canvas pixels wide. */
export function drawBody(
  pen: CanvasRenderingContext2D,
  size: number,
  shown: Shown,
  palette: Settings["palette"],
): void {
  const colors = colorsOf(palette);
  const sprites = bodySprites(colors);
  const { pattern } = readAppearance(shown.look);
  const paint = hullPaintOf(readAppearance(shown.look), shown, colors);
  const unit = size / 1.5;
  pen.setTransform(1, 0, 0, 1, 0, 0);
  pen.clearRect(0, 0, size, size);
  drawRing(pen, size, colors, shown.side);
  const place = (sprite: Sprite, tint: number | undefined, alpha: number): void => {
    pen.setTransform(unit, 0, 0, unit, size / 2, size / 2);
    pen.rotate(AIM);
    pen.globalAlpha = alpha;
    drawTinted(pen, sprite, tint, size);
    pen.globalAlpha = 1;
  };
  place(paint.hull === undefined ? sprites[`body${shown.side}`] : sprites[`hull${shown.side}`], paint.hull, 1);
  const marks = Object.values<Sprite>(PATTERN_SPRITES)[pattern - 1];
  if (marks) place(marks, paint.pattern, PATTERN_OPACITY);
  if (shown.self) place(sprites.ownCore, undefined, 1);
}

/** The health ring, which keeps the colour of the side. */
function drawRing(pen: CanvasRenderingContext2D, size: number, { sides }: Colors, side: Side): void {
  pen.beginPath();
  pen.arc(size / 2, size / 2, size * 0.46, 0, Math.PI * 2);
  pen.lineWidth = size * 0.05;
  pen.strokeStyle = sides[side].paint;
  pen.stroke();
}

/** Draws a sprite multiplied by a tint, like the renderer does. */
function drawTinted(pen: CanvasRenderingContext2D, sprite: Sprite, tint: number | undefined, size: number): void {
  const { width, height } = sprite;
  const painted = createLayer(size, size);
  painted.setTransform(size / width, 0, 0, size / height, size / 2, size / 2);
  sprite.paint(painted);
  const tinted = createLayer(size, size);
  tinted.drawImage(painted.canvas, 0, 0);
  if (tint !== undefined) {
    tinted.globalCompositeOperation = "multiply";
    tinted.fillStyle = toCss(tint);
    tinted.fillRect(0, 0, size, size);
    // Where the sprite is transparent, only the tint is there now.
    tinted.globalCompositeOperation = "destination-in";
    tinted.drawImage(painted.canvas, 0, 0);
  }
  pen.drawImage(tinted.canvas, -width / 2, -height / 2, width, height);
}
