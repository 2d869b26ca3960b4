import type { PickupKind, Weapon } from "@fray/shared-state/rules";

/** Something that happened where this player would notice it. Ids are those of bodies. */
export type SeenEvent = SeenHit | SeenDeath | SeenTaking;

/** A shot, or its explosion, struck a body on the screen. */
export interface SeenHit {
  readonly type: "hit";
  /** The body that fired it. */
  readonly owner: number;
  readonly victim: number;
  /** Health and armour taken; 0 when a shield took it. */
  readonly damage: number;
}

/** Somebody died, anywhere: the feed tells everybody. */
export interface SeenDeath {
  readonly type: "death";
  readonly victim: number;
  /** The victim itself when it was its own rocket. */
  readonly killer: number;
  readonly weapon: Weapon;
}

/** Something was taken off the ground, on the screen, by oneself, or the Overdrive anywhere. */
export interface SeenTaking {
  readonly type: "pickup";
  /** Place in `View.pickups`. */
  readonly index: number;
  readonly kind: PickupKind;
  /** 0 for a body out of sight. */
  readonly taker: number;
}
