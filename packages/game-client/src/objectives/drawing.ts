import type { Frame } from "../connection/frame.ts";
import type { CameraView } from "../drawing/camera-view.ts";

/** The image of an objective in the arena. */
export interface Drawing {
  draw(frame: Frame, dt: number, cameraView: CameraView): void;
}
