import type { BackfillOrders } from "@fray/shared-state/protocol/backfill";

/** Who is in a room, as far as it matters for filling it. */
export interface Occupancy {
  readonly roomId: string;
  /** Fighters that are not the host's own bots. */
  readonly others: number;
  /** Places in all. */
  readonly places: number;
}

/** Left free of bots, so that somebody can always come in. */
const FREE_PLACES = 1;

/** How many of the host's bots each room should have, for it to have `fighters` at least. */
export function ordersFor(rooms: Iterable<Occupancy>, fighters: number): BackfillOrders {
  return {
    rooms: Array.from(rooms, ({ roomId, others, places }) => ({
      roomId,
      bots: Math.max(0, Math.min(fighters, places - FREE_PLACES) - others),
    })),
  };
}
