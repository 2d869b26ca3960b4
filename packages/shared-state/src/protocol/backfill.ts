import { z } from "zod";

/** Skills of a room's bots; "mixed" means some of each. */
export const BOT_SKILLS = ["rookie", "regular", "veteran", "mixed"] as const;
export type BotSkill = (typeof BOT_SKILLS)[number];

/**
 * The order of a server to the process of its own bots, sent at every change: the number of bots in each room, and
 * the skill of the next ones. Sent over the channel between a process and its parent process.
 */
export const BackfillOrders = z.object({
  rooms: z.array(z.object({ roomId: z.string(), bots: z.number().int().min(0), skill: z.enum(BOT_SKILLS) })),
});
export type BackfillOrders = z.infer<typeof BackfillOrders>;
