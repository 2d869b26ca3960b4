import type { Point } from "../../connection/frame.ts";
import { prefersReducedMotion } from "../../settings/reduced-motion.ts";
import { settings } from "../../settings/settings.ts";
import type { CameraRig } from "../camera-rig.ts";

/** Strength of a shake in CSS pixels. A shake takes at most 80 ms (`CameraRig`). */
export const SHAKE_PX = { hit: 3, death: 4 } as const;
const BLAST_PX = { near: 4, far: 2 } as const;
/** An explosion at this distance in u or more does not shake the camera. */
const BLAST_FELT_U = 10;

/** Shakes the camera on events, as strongly as the settings allow. */
export class Shakes {
  readonly #camera: CameraRig;

  constructor(camera: CameraRig) {
    this.#camera = camera;
  }

  kick(pixels: number): void {
    if (!prefersReducedMotion()) this.#camera.kick(pixels * settings.values.shake);
  }

  /** Shakes the camera by an explosion. The shake is weaker the farther the explosion is from the camera's focus. */
  blast(at: Point, focus: Point): void {
    const near = 1 - Math.hypot(at.x - focus.x, at.y - focus.y) / BLAST_FELT_U;
    if (near > 0) this.kick(BLAST_PX.far + (BLAST_PX.near - BLAST_PX.far) * near);
  }
}
