import { EMOTES } from "@fray/shared-state/protocol/messages";

import type { Point } from "../../connection/frame.ts";

/** Distance from the centre of the wheel to each emote. */
export const WHEEL_RADIUS_PX = 96;
/** Angle between two emotes, in radians. */
export const SECTOR = (2 * Math.PI) / EMOTES.length;
/** No emote is selected nearer to the centre than this. */
const MIDDLE_PX = 28;
/**
 * Distance from the edge that keeps the whole wheel on the page, also where the HUD is drawn larger for a high
 * screen.
 */
const margin = (): number => Math.max(WHEEL_RADIUS_PX + 40, innerHeight * 0.17);

/** Index in `EMOTES` in the direction of a point from the centre of the wheel; undefined near the centre. */
export function emoteAt(middle: Point, { x, y }: Point): number | undefined {
  const dx = x - middle.x;
  const dy = y - middle.y;
  if (Math.hypot(dx, dy) < MIDDLE_PX) return undefined;
  // The first emote is at the top, the others follow clockwise.
  const turns = Math.round((Math.atan2(dy, dx) + Math.PI / 2) / SECTOR);
  return (turns + EMOTES.length) % EMOTES.length;
}

/** Centre of a wheel that was opened at a point. */
export const wheelMiddle = ({ x, y }: Point): Point => ({
  x: clamp(x, margin(), innerWidth - margin()),
  y: clamp(y, margin(), innerHeight - margin()),
});

const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);
