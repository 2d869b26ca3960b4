import type { EventsMessage } from "@fray/shared-state/protocol/events";
import { pickupKindOf, weaponOf, type PickupKind, type Weapon } from "@fray/shared-state/simulation/rules";

import type { SeenPickup } from "./view.ts";

/** Something that happened where this player would notice it. Ids are those of bodies. */
export type SeenEvent = SeenHit | SeenDeath | SeenTaking;

/** A shot, or its explosion, struck a body on the screen. */
export interface SeenHit {
  readonly type: "hit";
  /** Who fired it. */
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
  /** 0 for somebody out of sight. */
  readonly taker: number;
}

/** What of a tick's events a player would notice, who has this id, knows these pickups and sees that much. */
export function* readEvents(
  { hits = [], deaths = [], pickups = [] }: EventsMessage,
  around: {
    readonly selfId: number;
    readonly pickups: Iterable<SeenPickup>;
    readonly isSeen: (id: number) => boolean;
    readonly isOnScreen: (place: SeenPickup) => boolean;
  },
): Iterable<SeenEvent> {
  for (const [owner, , victim, , damage] of hits) {
    if (owner === around.selfId || around.isSeen(victim)) yield { type: "hit", owner, victim, damage };
  }
  for (const [victim, killer, weapon] of deaths) yield { type: "death", victim, killer, weapon: weaponOf(weapon) };
  if (pickups.length === 0) return;
  const places = [...around.pickups];
  for (const [index, taker] of pickups) {
    const place = places[index];
    if (!place) continue;
    const kind = pickupKindOf(place.kind);
    const isNoticed = kind === "overdrive" || taker === around.selfId || around.isOnScreen(place);
    if (isNoticed) yield { type: "pickup", index, kind, taker };
  }
}
