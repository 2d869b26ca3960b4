import { z } from "zod";

/** Skills that the bots of a room may have; "mixed" for some of each. */
export const BOT_SKILLS = ["rookie", "regular", "veteran", "mixed"] as const;
export type BotSkill = (typeof BOT_SKILLS)[number];

/**
 * What a server tells the process of its own bots, whenever it changes: how many it wants in which room, and how good
 * those that come are to be. Sent over the
 * channel between a process and the one that started it.
 */
export const BackfillOrders = z.object({
  rooms: z.array(z.object({ roomId: z.string(), bots: z.number().int().min(0), skill: z.enum(BOT_SKILLS) })),
});
export type BackfillOrders = z.infer<typeof BackfillOrders>;
