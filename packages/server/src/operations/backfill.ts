import type { BackfillOrders } from "@fray/shared-state/protocol/backfill";

/** Who is in a room, as far as it matters for filling it. */
export interface Occupancy {
  readonly roomId: string;
  /** Fighters that are not the host's own bots. */
  readonly others: number;
  /** Places in all. */
  readonly places: number;
  /** Nobody is there but the host's own bots, not even to watch. */
  readonly isDeserted: boolean;
}

/** Left free of bots, so that somebody can always come in. */
const FREE_PLACES = 1;

/**
 * How many of the host's bots each room should have, for it to have `fighters` at least. Bots alone keep one room open, for
 * who comes first; were they to stay in others, every rush of players would leave its rooms behind for good.
 */
export function ordersFor(rooms: readonly Occupancy[], fighters: number): BackfillOrders {
  const kept = rooms.every(({ isDeserted }) => isDeserted) ? rooms[0] : undefined;
  return {
    rooms: rooms.map((room) => {
      const { roomId, others, places, isDeserted } = room;
      const wanted = isDeserted && room !== kept ? 0 : fighters;
      return { roomId, bots: Math.max(0, Math.min(wanted, places - FREE_PLACES) - others) };
    }),
  };
}
