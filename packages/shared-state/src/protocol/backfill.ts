import { z } from "zod";

/**
 * What a server tells the process of its own bots, whenever it changes: how many it wants in which room. Sent over the
 * channel between a process and the one that started it.
 */
export const BackfillOrders = z.object({
  rooms: z.array(z.object({ roomId: z.string(), bots: z.number().int().min(0) })),
});
export type BackfillOrders = z.infer<typeof BackfillOrders>;
