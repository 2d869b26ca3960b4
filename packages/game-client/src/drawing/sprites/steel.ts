import { INK } from "../palette.ts";

/** Where barrels leave the body, in u from the body's centre. */
export const BARREL_FROM_U = 0.2;

/** Fills the current path with steel that is lit from one side, from `top` to `bottom`. */
export function fillSteel(context: CanvasRenderingContext2D, top: number, bottom: number): void {
  const steel = context.createLinearGradient(0, top, 0, bottom);
  steel.addColorStop(0, "#a7b9cd");
  steel.addColorStop(0.45, "#5d7087");
  steel.addColorStop(1, "#364658");
  context.fillStyle = steel;
  context.fill();
  context.lineWidth = 0.055;
  context.strokeStyle = INK;
  context.stroke();
}
