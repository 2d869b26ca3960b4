import type { PickupKind } from "@fray/shared-state/rules";
import type { GameObjects } from "phaser";

import type { PickupView } from "../../connection/frame.ts";
import { inView, type CameraView } from "../../drawing/camera-view.ts";
import type { Colors } from "../../drawing/palette.ts";
import type { ViewContext } from "../../drawing/view-context.ts";
import { prefersReducedMotion } from "../../settings/reduced-motion.ts";

/** Rate at which a returning pickup grows to its size, per second. */
const APPEAR_PER_S = 7;
const PULSE_PER_S = 2.6;
/** The most wanted pickup has a brighter and larger glow than the others. */
const GLOW = { size: 0.95, strength: 0.26 } as const;
const OVERDRIVE_GLOW = { size: 2.3, strength: 0.75 } as const;

interface Item {
  readonly kind: PickupKind;
  readonly place: GameObjects.Image;
  readonly glow: GameObjects.Image;
  readonly image: GameObjects.Image;
  /** 0 (taken) .. 1 (available). */
  shown: number;
}

/** The pickups, in the order of the frame's list. The plate of a taken pickup stays visible. */
export class Pickups {
  readonly #items: Item[] = [];
  readonly #context: ViewContext;
  #time = 0;

  constructor(context: ViewContext) {
    this.#context = context;
  }

  draw(pickups: readonly PickupView[], dt: number, cameraView: CameraView): void {
    if (!prefersReducedMotion()) this.#time += dt;
    const pulse = Math.sin(this.#time * PULSE_PER_S) * 0.5 + 0.5;
    for (let index = 0; index < pickups.length; index++) {
      const pickup = pickups[index];
      if (pickup) this.#drawItem(this.#item(index, pickup.kind), pickup, pulse, dt, cameraView);
    }
  }

  #drawItem(item: Item, { x, y, available }: PickupView, pulse: number, dt: number, cameraView: CameraView): void {
    const visible = inView(cameraView, { left: x, top: y, right: x, bottom: y }, 3);
    // A taken pickup disappears at once. A returning pickup grows, but only while it is in view.
    item.shown = !available ? 0 : visible ? Math.min(1, item.shown + APPEAR_PER_S * dt) : 1;
    item.place.setVisible(visible);
    item.glow.setVisible(visible && available);
    item.image.setVisible(visible && available);
    if (!visible) return;
    item.place.setPosition(x, y).setAlpha(available ? 0.5 : 0.28);
    if (!available) return;
    const { unit } = this.#context.sheet;
    const glow = item.kind === "overdrive" ? OVERDRIVE_GLOW : GLOW;
    item.glow.setPosition(x, y).setScale(unit * glow.size * (1 + 0.18 * pulse));
    item.glow.setAlpha(item.shown * glow.strength * (1 + 0.4 * pulse));
    item.image.setPosition(x, y).setScale(unit * item.shown * (0.96 + 0.06 * pulse));
    if (item.kind === "overdrive") item.image.rotation = Math.sin(this.#time * 1.4) * 0.12;
  }

  #item(index: number, kind: PickupKind): Item {
    return (this.#items[index] ??= this.#create(kind));
  }

  #create(kind: PickupKind): Item {
    const { sheet, layers, colors } = this.#context;
    const tint = itemTint(colors, kind);
    return {
      kind,
      place: sheet.image(layers.fixtures, "itemPlace").setTint(tint),
      glow: sheet.image(layers.light, "glow").setTint(tint),
      image: sheet.image(layers.items, `${kind}Item`),
      shown: 0,
    };
  }
}

/** The colour of a pickup's glow. */
export function itemTint({ tint }: Colors, kind: PickupKind): number {
  switch (kind) {
    case "health":
      return tint.heal;
    case "armour":
      return tint.armour;
    case "ammo":
      return tint.ammo;
    case "overdrive":
      return tint.overdrive;
    default:
      return tint.weapon;
  }
}
