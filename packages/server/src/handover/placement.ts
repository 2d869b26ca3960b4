import { z } from "zod";

import { PUBLIC_ADDRESS } from "../network/public-address.ts";

/** Where a room is. */
export const Placement = z.object({
  roomId: z.string().min(1).max(64),
  /** The process that runs it. */
  processId: z.string().min(1).max(64),
  /** Public address of the node. */
  address: z.string().regex(PUBLIC_ADDRESS),
});
export type Placement = z.infer<typeof Placement>;
