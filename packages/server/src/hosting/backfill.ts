import type { BackfillOrders } from "@fray/shared-state/protocol/backfill";
import type { BotSkill } from "@fray/shared-state/protocol/bot-skill";

/** The members of a room, as far as the backfill needs them. */
export interface Occupancy {
  readonly roomId: string;
  /** Smallest number of fighters that the room is to have. */
  readonly fighters: number;
  /** Skill of the bots that fill it. */
  readonly skill: BotSkill;
  /** Their steps at present, in turn. */
  readonly steps: readonly number[];
  /** Fighters that are not the host's own bots. */
  readonly others: number;
  /** Places in all. */
  readonly places: number;
  /** Only the host's own bots are in the room: no other fighter and no spectator. */
  readonly isDeserted: boolean;
  /** A person created the room, so it can be empty of bots. */
  readonly isOwned: boolean;
}

/** Places that bots leave free, so that a person can always join. */
export const FREE_PLACES = 1;

/**
 * Decides how many of the host's bots each room should have to reach its number of fighters. One of the server's own
 * rooms keeps its bots when no person is in it, for the next person who comes. Bots leave every other deserted room,
 * because otherwise the rooms that open at busy times would never close.
 */
export function ordersFor(rooms: readonly Occupancy[]): BackfillOrders {
  const open = rooms.filter(({ isOwned }) => !isOwned);
  const kept = open.every(({ isDeserted }) => isDeserted) ? open[0] : undefined;
  return {
    rooms: rooms.map((room) => {
      const { roomId, fighters, steps, others, places, isDeserted } = room;
      const wanted = isDeserted && room !== kept ? 0 : fighters;
      return { roomId, steps: [...steps], bots: Math.max(0, Math.min(wanted, places - FREE_PLACES) - others) };
    }),
  };
}
