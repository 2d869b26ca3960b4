import type { BodyView } from "../../connection/frame.ts";
import type { Side } from "../../drawing/palette.ts";
import { ARMOUR_RING, HEALTH_RING } from "../../drawing/sprites/ring-sprites.ts";
import type { ViewContext } from "../../drawing/view-context.ts";
import { RingImage } from "./ring-image.ts";

const LOW_HEALTH = 0.35;
/**
 * Rates, per second, at which the shown health follows the real health, and at which the white part for lost health
 * disappears.
 */
const FOLLOW = 22;
const LOSS_FOLLOW = 4;

/**
 * Health as the length of a ring, with the health that was just lost in white behind it. Armour is a thinner ring
 * around it.
 */
export class BodyRings {
  readonly #context: ViewContext;
  readonly #loss: RingImage;
  readonly #health: RingImage;
  readonly #armour: RingImage;
  #side: Side = 2;
  #shownHealth = 1;
  #shownLoss = 1;
  #shownArmour = 0;

  constructor(context: ViewContext) {
    const { sheet, layers, colors } = context;
    this.#context = context;
    this.#loss = new RingImage(sheet, layers.rings, HEALTH_RING);
    this.#health = new RingImage(sheet, layers.rings, HEALTH_RING);
    this.#armour = new RingImage(sheet, layers.rings, ARMOUR_RING);
    this.#armour.image.setTint(colors.tint.armour);
  }

  assign(side: Side): void {
    this.#side = side;
  }

  /** Shows the current values at once, without animation. */
  reset({ health, armour }: BodyView): void {
    this.#shownHealth = health;
    this.#shownLoss = health;
    this.#shownArmour = armour;
  }

  hide(): void {
    for (const ring of [this.#loss, this.#health, this.#armour]) ring.image.setVisible(false);
  }

  draw({ x, y, health, armour }: BodyView, dt: number, opacity: number): void {
    this.#shownHealth = follow(this.#shownHealth, health, FOLLOW * dt);
    this.#shownLoss = Math.max(this.#shownHealth, follow(this.#shownLoss, health, LOSS_FOLLOW * dt));
    this.#shownArmour = follow(this.#shownArmour, armour, FOLLOW * dt);
    const { colors } = this.#context;
    const losing = this.#shownLoss > this.#shownHealth + 0.01;
    this.#loss.image.setVisible(losing);
    if (losing) {
      this.#loss.setLength(this.#shownLoss);
      this.#loss.image.setPosition(x, y).setAlpha(0.9 * opacity);
    }
    this.#health.setLength(this.#shownHealth);
    this.#health.image.setVisible(true).setPosition(x, y).setAlpha(opacity);
    this.#health.image.setTint(health <= LOW_HEALTH ? colors.tint.danger : colors.sides[this.#side].tintLight);
    const armoured = this.#shownArmour > 0.01;
    this.#armour.image.setVisible(armoured);
    if (!armoured) return;
    this.#armour.setLength(this.#shownArmour);
    this.#armour.image.setPosition(x, y).setAlpha(opacity);
  }
}

const follow = (shown: number, is: number, share: number): number => shown + (is - shown) * Math.min(1, share);
