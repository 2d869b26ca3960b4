import { EMOTES } from "@fray/shared-state/protocol/messages";

import type { Point } from "../../connection/frame.ts";

/** From the middle of the wheel to each emote. */
export const WHEEL_RADIUS_PX = 96;
/** Between two emotes, in radians. */
export const SECTOR = (2 * Math.PI) / EMOTES.length;
/** Nearer to the middle than this nothing is meant. */
const MIDDLE_PX = 28;
/** Keeps the whole wheel on the page, also where all of the HUD is drawn larger for the height of the screen. */
const margin = (): number => Math.max(WHEEL_RADIUS_PX + 40, innerHeight * 0.17);

/** The place in `EMOTES` that lies in the direction of a point from the middle of the wheel; undefined in the middle. */
export function emoteAt(middle: Point, { x, y }: Point): number | undefined {
  const dx = x - middle.x;
  const dy = y - middle.y;
  if (Math.hypot(dx, dy) < MIDDLE_PX) return undefined;
  // The first is at the top, the others follow clockwise.
  const turns = Math.round((Math.atan2(dy, dx) + Math.PI / 2) / SECTOR);
  return (turns + EMOTES.length) % EMOTES.length;
}

/** Where a wheel opened at a point has its middle. */
export const wheelMiddle = ({ x, y }: Point): Point => ({
  x: clamp(x, margin(), innerWidth - margin()),
  y: clamp(y, margin(), innerHeight - margin()),
});

const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);
