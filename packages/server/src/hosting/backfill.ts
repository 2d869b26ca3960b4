import type { BackfillOrders, BotSkill } from "@fray/shared-state/protocol/backfill";

/** Who is in a room, as far as it matters for filling it. */
export interface Occupancy {
  readonly roomId: string;
  /** Fighters it is to have at least. */
  readonly fighters: number;
  /** Of the bots that make them up. */
  readonly skill: BotSkill;
  /** Fighters that are not the host's own bots. */
  readonly others: number;
  /** Places in all. */
  readonly places: number;
  /** Nobody is there but the host's own bots, not even to watch. */
  readonly isDeserted: boolean;
  /** Somebody created it, and it is there for people alone. */
  readonly isOwned: boolean;
}

/** Left free of bots, so that somebody can always come in. */
const FREE_PLACES = 1;

/**
 * How many of the host's bots each room should have, for it to have as many fighters as it is to have. Bots alone keep one of
 * the server's own rooms open, for who comes first; were they to stay in others, every rush of players would leave its rooms
 * behind for good.
 */
export function ordersFor(rooms: readonly Occupancy[]): BackfillOrders {
  const open = rooms.filter(({ isOwned }) => !isOwned);
  const kept = open.every(({ isDeserted }) => isDeserted) ? open[0] : undefined;
  return {
    rooms: rooms.map((room) => {
      const { roomId, fighters, skill, others, places, isDeserted } = room;
      const wanted = isDeserted && room !== kept ? 0 : fighters;
      return { roomId, skill, bots: Math.max(0, Math.min(wanted, places - FREE_PLACES) - others) };
    }),
  };
}
