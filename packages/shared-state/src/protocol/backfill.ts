import { z } from "zod";

import { SKILL_STEPS } from "./bot-skill.ts";

const Step = z.number().int().min(SKILL_STEPS.least).max(SKILL_STEPS.most);

/**
 * The order of a server to the process of its own bots, sent at every change: the number of bots in each room, and
 * their steps of skill, which the bots take in turn at their next spawn. Sent over the channel between a process and
 * its parent process.
 */
export const BackfillOrders = z.object({
  rooms: z.array(z.object({ roomId: z.string(), bots: z.number().int().min(0), steps: z.array(Step).min(1) })),
});
export type BackfillOrders = z.infer<typeof BackfillOrders>;
