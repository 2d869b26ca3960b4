import { boundsOf, type AreaOfInterest, type Bounds, type Viewed } from "@fray/netcode/core";
import { flightBounds, hitBounds } from "@fray/server/internal/rooms/event-dispatch";
import { writeBlast, writeDeath, writeHit, writeShot } from "@fray/shared-state/protocol/events";
import type { WorldEvent } from "@fray/shared-state/simulation/events";
import type { World } from "@fray/shared-state/simulation/world";

import type { BitWriter } from "./bit-writer.ts";

const KIND_BITS = 3;
const COUNT_BITS = 3;

/** Bits of each number of an event, by list: ids, input numbers, coordinates, angles, weapons, damage. */
const SHOT = { kind: 0, bits: [10, 16, 16, 16, 16, 3, 16] } as const;
const HIT = { kind: 1, bits: [10, 16, 10, 16, 8, 4] } as const;
const BLAST = { kind: 2, bits: [10, 16, 16, 16, 3] } as const;
const DEATH = { kind: 3, bits: [10, 10, 3, 16] } as const;
const PICKUP = { kind: 4, bits: [10, 10] } as const;

interface PackedEvent {
  readonly kind: number;
  readonly bits: readonly number[];
  readonly numbers: readonly (number | undefined)[];
  /** The place that an observer must see; undefined for what all are sent. */
  readonly bounds: Bounds | undefined;
}

/** Collects the events of a tick of which clients are told. */
export const packEvents = ({ events, arena }: Pick<World, "events" | "arena">): PackedEvent[] =>
  events.flatMap((event) => packEvent(event, arena) ?? []);

function packEvent(event: WorldEvent, { pickups }: World["arena"]): PackedEvent | undefined {
  switch (event.type) {
    case "shot":
      return { ...SHOT, numbers: writeShot(event), bounds: flightBounds(event) };
    case "hit":
      return { ...HIT, numbers: writeHit(event), bounds: hitBounds(event) };
    case "blast":
      return { ...BLAST, numbers: writeBlast(event), bounds: boundsOf(event) };
    case "death":
      return { ...DEATH, numbers: writeDeath(event), bounds: undefined };
    case "pickup": {
      const pickup = pickups[event.index];
      return pickup && { ...PICKUP, numbers: [event.index, event.taker], bounds: boundsOf(pickup) };
    }
    default:
      return undefined;
  }
}

/** Writes the events that an observer sees, each after a 1 bit, and a 0 bit at the end. */
export function writeEvents(bits: BitWriter, events: readonly PackedEvent[], area: AreaOfInterest, view: Viewed): void {
  for (const { kind, bits: widths, numbers, bounds } of events) {
    if (bounds && !area.touches(view, bounds)) continue;
    bits.write(1, 1);
    bits.write(kind, KIND_BITS);
    bits.write(numbers.length, COUNT_BITS);
    for (let index = 0; index < numbers.length; index++) bits.write(numbers[index] ?? 0, widths[index] ?? 0);
  }
  bits.write(0, 1);
}
