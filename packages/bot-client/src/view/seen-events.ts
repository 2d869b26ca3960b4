import { assertNever } from "@fray/shared-state/assert-never";
import { EVENT_LISTS, type EventList, type EventsMessage, type WirePickup } from "@fray/shared-state/protocol/events";
import { pickupKindOf, weaponOf } from "@fray/shared-state/rules";

import type { SeenEvent, SeenTaking } from "./seen-event.ts";
import type { SeenPickup } from "./view.ts";

/** The receiver of the events: a player with this id and this field of view, and the pickups that it knows of. */
interface Surroundings {
  readonly selfId: number;
  readonly pickups: Iterable<SeenPickup>;
  readonly isSeen: (id: number) => boolean;
  readonly isOnScreen: (place: SeenPickup) => boolean;
}

/** Lists the events of a tick that a player would notice. */
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
    // `ShotWatch` reads shots and explosions.
    case "shots":
    case "blasts":
    // Deeds follow from deaths and from the state.
    case "deeds":
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
