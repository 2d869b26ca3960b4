import type { GameObjects } from "phaser";

import type { SelfView } from "../connection/frame.ts";
import type { CameraView } from "../drawing/camera-view.ts";
import type { Colors } from "../drawing/palette.ts";
import { toTint } from "../drawing/palette.ts";
import { HEALTH_RING } from "../drawing/sprites/ring-sprites.ts";
import type { ViewContext } from "../drawing/view-context.ts";
import { CROSSHAIR_PAINTS, type CrosshairShape } from "../settings/crosshair.ts";
import { settings } from "../settings/settings.ts";
import { RingImage } from "./bodies/ring-image.ts";

/**
 * Sizes of the cursor don't change with the zoom: it has the same size for all players, in CSS pixels per painted u.
 */
const PIXELS_PER_U = 36;
const REST_U = 0.3;
const KICK_U = 0.16;
const KICK_MAX_U = 0.34;
const SETTLE_PER_S = 11;
const HIT_S = 0.18;
const KILL_S = 0.42;

/** What a shape shows of the ticks and the dot. */
const SHAPES: Readonly<Record<CrosshairShape, { ticks: boolean; dot: number; turn: number; rest: number }>> = {
  ticks: { ticks: true, dot: 1, turn: 0, rest: REST_U },
  cross: { ticks: true, dot: 0, turn: 0, rest: 0.14 },
  diagonal: { ticks: true, dot: 1, turn: Math.PI / 4, rest: REST_U },
  dot: { ticks: false, dot: 1.7, turn: 0, rest: REST_U },
};

/** The cursor: four ticks that spread with each shot, a cross for a hit, a stronger cross for a kill. */
export class Crosshair {
  readonly #unit: number;
  readonly #tint: Colors["tint"];
  readonly #ticks: readonly GameObjects.Image[];
  readonly #marks: readonly GameObjects.Image[];
  readonly #dot: GameObjects.Image;
  readonly #reload: RingImage;
  #spread = 0;
  #sinceHit = Infinity;
  #sinceKill = Infinity;
  #blocked = false;

  constructor({ sheet, layers, colors }: ViewContext) {
    this.#unit = sheet.unit;
    this.#tint = colors.tint;
    this.#ticks = [0, 1, 2, 3].map(() => sheet.image(layers.cursor, "tick"));
    this.#marks = [0, 1, 2, 3].map(() => sheet.image(layers.cursor, "mark"));
    this.#dot = sheet.image(layers.cursor, "dot");
    this.#reload = new RingImage(sheet, layers.cursor, HEALTH_RING);
  }

  recoil(): void {
    this.#spread = Math.min(KICK_MAX_U, this.#spread + KICK_U);
  }

  confirmHit(hurt: boolean): void {
    this.#sinceHit = 0;
    this.#blocked = !hurt;
  }

  /** Removes the cross of a hit that the server did not count. */
  retractHit(): void {
    this.#sinceHit = Infinity;
  }

  confirmKill(): void {
    this.#sinceKill = 0;
  }

  draw(dt: number, { pointer, pixel }: CameraView, self: SelfView | undefined): void {
    const visible = pointer !== undefined;
    const x = pointer?.x ?? 0;
    const y = pointer?.y ?? 0;
    this.#spread *= Math.exp(-SETTLE_PER_S * dt);
    this.#sinceHit += dt;
    this.#sinceKill += dt;
    const armed = visible && self?.alive === true;
    const u = pixel * PIXELS_PER_U;
    const scale = this.#unit * u;
    const reloading = armed && self.reloading;
    const { ticks, dot, turn, rest } = SHAPES[settings.values.crosshair];
    const tint = toTint(CROSSHAIR_PAINTS[settings.values.crosshairColor]);
    const gap = (rest + this.#spread) * u;
    for (const [index, tick] of this.#ticks.entries()) {
      const angle = index * (Math.PI / 2) + turn;
      tick.setVisible(armed && !reloading && ticks);
      tick
        .setTint(tint)
        .setPosition(x + Math.cos(angle) * gap, y + Math.sin(angle) * gap)
        .setRotation(angle)
        .setScale(scale);
    }
    // A dead player has no ticks, and needs to see the pointer.
    this.#dot.setVisible(visible && (dot > 0 || !armed || reloading)).setTint(tint);
    this.#dot.setPosition(x, y).setScale(scale * (dot || 1));
    this.#reload.image
      .setVisible(reloading)
      .setPosition(x, y)
      .setScale(scale * 0.55);
    if (reloading) this.#reload.setLength(self.reload);
    this.#drawMarks(x, y, u, visible);
  }

  #drawMarks(x: number, y: number, u: number, visible: boolean): void {
    const kill = Math.max(0, 1 - this.#sinceKill / KILL_S);
    const hit = Math.max(0, 1 - this.#sinceHit / HIT_S);
    const strength = Math.max(kill, hit);
    const gap = (0.36 + 0.18 * kill * kill + 0.08 * hit) * u;
    const tint = kill > 0 ? this.#tint.danger : this.#blocked ? this.#tint.shield : this.#tint.white;
    for (const [index, mark] of this.#marks.entries()) {
      const angle = index * (Math.PI / 2) + Math.PI / 4;
      mark.setVisible(visible && strength > 0);
      mark.setPosition(x + Math.cos(angle) * gap, y + Math.sin(angle) * gap).setRotation(angle);
      mark
        .setScale(this.#unit * u * (kill > 0 ? 1.25 : 1))
        .setAlpha(Math.min(1, strength * 1.6))
        .setTint(tint);
    }
  }
}
