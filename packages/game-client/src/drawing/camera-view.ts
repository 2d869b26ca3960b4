import type { Point } from "../connection/frame.ts";

/** The part of the arena on the whole canvas in a frame, of which `viewportFor` shows the middle. Lengths in u. */
export interface CameraView {
  readonly centre: Point;
  readonly width: number;
  readonly height: number;
  /** Canvas pixels per u. */
  readonly zoom: number;
  /** Size of a CSS pixel in u. */
  readonly pixel: number;
  /** How much the colours of the arena are reduced, 0..1. */
  readonly muted: number;
  /** The cursor's place in the world; undefined while it is outside the arena. */
  readonly pointer: Point | undefined;
}

/** Whether any part of a rectangle, in u, is on the screen. */
export const inView = (
  { centre, width, height }: CameraView,
  { left, top, right, bottom }: { left: number; top: number; right: number; bottom: number },
  margin = 1,
): boolean =>
  left - margin < centre.x + width / 2 &&
  right + margin > centre.x - width / 2 &&
  top - margin < centre.y + height / 2 &&
  bottom + margin > centre.y - height / 2;
