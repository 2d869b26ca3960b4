import type { Point } from "../connection/frame.ts";

/** The window through which the arena is seen in a frame. Lengths in u. */
export interface Outlook {
  readonly centre: Point;
  readonly width: number;
  readonly height: number;
  /** Canvas pixels per u. */
  readonly zoom: number;
  /** Size of a CSS pixel. */
  readonly pixel: number;
  /** How far the colour has gone out of the arena, 0..1. */
  readonly muted: number;
  /** The cursor's place in the world, undefined while it is elsewhere. */
  readonly pointer: Point | undefined;
}

/** Whether any of a rectangle, in u, is on the screen. */
export const inView = (
  { centre, width, height }: Outlook,
  { left, top, right, bottom }: { left: number; top: number; right: number; bottom: number },
  margin = 1,
): boolean =>
  left - margin < centre.x + width / 2 &&
  right + margin > centre.x - width / 2 &&
  top - margin < centre.y + height / 2 &&
  bottom + margin > centre.y - height / 2;
