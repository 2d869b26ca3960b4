import { assertNever } from "@fray/shared-state/assert-never";
import { EVENT_LISTS, type EventList, type EventsMessage, type WirePickup } from "@fray/shared-state/protocol/events";
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

/** A player with this id, who knows these pickups and sees that much. */
interface Surroundings {
  readonly selfId: number;
  readonly pickups: Iterable<SeenPickup>;
  readonly isSeen: (id: number) => boolean;
  readonly isOnScreen: (place: SeenPickup) => boolean;
}

/** What of a tick's events a player would notice. */
export function* readEvents(message: EventsMessage, around: Surroundings): Iterable<SeenEvent> {
  for (const list of EVENT_LISTS) yield* readList(list, message, around);
}

function* readList(list: EventList, message: EventsMessage, around: Surroundings): Iterable<SeenEvent> {
  switch (list) {
    case "hits":
      for (const [owner, , victim, , damage] of message.hits ?? []) {
        if (owner === around.selfId || around.isSeen(victim)) yield { type: "hit", owner, victim, damage };
      }
      return;
    case "deaths":
      for (const [victim, killer, weapon] of message.deaths ?? []) {
        yield { type: "death", victim, killer, weapon: weaponOf(weapon) };
      }
      return;
    case "pickups":
      yield* readTakings(message.pickups ?? [], around);
      return;
    // `ShotWatch` notices these.
    case "shots":
    case "blasts":
      return;
    default:
      assertNever(list);
  }
}

function* readTakings(pickups: readonly WirePickup[], around: Surroundings): Iterable<SeenTaking> {
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
