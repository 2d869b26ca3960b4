import type { GameObjects } from "phaser";

import type { Frame, MarkView } from "../connection/frame.ts";
import type { CameraView } from "../drawing/camera-view.ts";
import type { ViewContext } from "../drawing/view-context.ts";
import { prefersReducedMotion } from "../settings/reduced-motion.ts";

/** Enough for a team: each fighter has one mark. */
const MAX_MARKS = 12;
/** Distance of a mark outside of the screen from the screen's edge, in u. */
const EDGE_U = 1.2;
const SIZE = 1.15;
/** The ring around a new mark, in shares of the time for which it is shown. */
const ARRIVAL = 0.12;
const FADE = 0.15;

/** Marks of the own team: a pin at the place, or at the edge of the screen in its direction, and a ring when it is new. */
export class TeamMarks {
  readonly #context: ViewContext;
  readonly #pins: readonly GameObjects.Image[];
  readonly #rings: readonly GameObjects.Image[];

  constructor(context: ViewContext) {
    this.#context = context;
    const { sheet, layers } = context;
    const images = (name: "pin" | "pinRing") => Array.from({ length: MAX_MARKS }, () => sheet.image(layers.tags, name));
    this.#rings = images("pinRing");
    this.#pins = images("pin");
  }

  draw({ marks = [], round }: Frame, camera: CameraView): void {
    for (let index = 0; index < MAX_MARKS; index++) {
      const [pin, ring, mark] = [this.#pins[index], this.#rings[index], marks[index]];
      pin?.setVisible(mark !== undefined);
      ring?.setVisible(mark !== undefined && mark.age < ARRIVAL);
      if (pin && ring && mark) this.#show(pin, ring, mark, { camera, side: round.ownTeam === 1 ? 1 : 2 });
    }
  }

  #show(
    pin: GameObjects.Image,
    ring: GameObjects.Image,
    mark: MarkView,
    { camera, side }: { readonly camera: CameraView; readonly side: 1 | 2 },
  ): void {
    const { sheet, colors } = this.#context;
    const { tintLight } = colors.sides[side];
    const arrived = Math.min(1, mark.age / ARRIVAL);
    const x = inside(mark.x, camera.centre.x, camera.width);
    const y = inside(mark.y, camera.centre.y, camera.height);
    const bounce = prefersReducedMotion() ? 0 : (1 - arrived) * 0.5;
    pin
      .setPosition(x, y - bounce)
      .setScale(sheet.unit * SIZE)
      .setAlpha(Math.min(1, (1 - mark.age) / FADE))
      .setTint(tintLight);
    ring
      .setPosition(x, y)
      .setScale(sheet.unit * (prefersReducedMotion() ? 1 : 0.4 + 1.6 * arrived))
      .setAlpha(1 - arrived)
      .setTint(tintLight);
  }
}

/** Moves a place into the part of the arena that the screen shows. */
function inside(place: number, centre: number, extent: number): number {
  const half = Math.max(0, extent / 2 - EDGE_U);
  return Math.min(centre + half, Math.max(centre - half, place));
}
