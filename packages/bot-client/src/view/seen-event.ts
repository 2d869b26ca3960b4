import type { PickupKind, Weapon } from "@fray/shared-state/rules";

/** An event that this player would notice. Ids are those of bodies. */
export type SeenEvent = SeenHit | SeenDeath | SeenTaking;

/** A shot, or its explosion, hit a body on the screen. */
export interface SeenHit {
  readonly type: "hit";
  /** The body that fired the shot. */
  readonly owner: number;
  readonly victim: number;
  /** Damage to health and armour; 0 when a shield stopped it. */
  readonly damage: number;
}

/** A body died, anywhere: the kill feed shows all deaths. */
export interface SeenDeath {
  readonly type: "death";
  readonly victim: number;
  /** The victim itself when its own rocket killed it. */
  readonly killer: number;
  readonly weapon: Weapon;
}

/** A pickup was taken: on the screen, by the own body, or the Overdrive anywhere. */
export interface SeenTaking {
  readonly type: "pickup";
  /** Place in `View.pickups`. */
  readonly index: number;
  readonly kind: PickupKind;
  /** Id of the body that took the pickup; 0 for a body out of sight. */
  readonly taker: number;
}
