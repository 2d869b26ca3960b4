import type { Point } from "../../connection/frame.ts";
import { prefersReducedMotion } from "../../settings/reduced-motion.ts";
import { settings } from "../../settings/settings.ts";
import type { CameraRig } from "../camera-rig.ts";

/** In CSS pixels, for at most 80 ms (`CameraRig`). */
export const SHAKE_PX = { hit: 3, death: 4 } as const;
const BLAST_PX = { near: 4, far: 2 } as const;
/** From here on, in u, a blast is not felt. */
const BLAST_FELT_U = 10;

/** What makes the picture shake, as much as the player likes. */
export class Shakes {
  readonly #camera: CameraRig;

  constructor(camera: CameraRig) {
    this.#camera = camera;
  }

  kick(pixels: number): void {
    if (!prefersReducedMotion()) this.#camera.kick(pixels * settings.values.shake);
  }

  /** A blast, by its distance from whoever is looked at. */
  blast(at: Point, focus: Point): void {
    const near = 1 - Math.hypot(at.x - focus.x, at.y - focus.y) / BLAST_FELT_U;
    if (near > 0) this.kick(BLAST_PX.far + (BLAST_PX.near - BLAST_PX.far) * near);
  }
}
