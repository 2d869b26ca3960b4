import { z } from "zod";

import { BOT_SKILLS } from "./backfill.ts";
import { ROOM_LIMITS } from "./create-options.ts";

const MAX_ID = 0xffff;
const Id = z.object({ id: z.number().int().min(1).max(MAX_ID) });

/** What only the owner of a room may say. From anybody else it is refused with a notice, "notAllowed". */
export const OWNER_MESSAGES = {
  /** Sends somebody away, who may come back with the next round. Also for who has just left. */
  kick: Id,
  /** Sends somebody away for as long as the room is open. Also for who has just left. */
  ban: Id,
  /** How many fighters bots make up from now on, and how good those are that come. */
  bots: z.object({
    count: z.number().int().min(ROOM_LIMITS.bots.min).max(ROOM_LIMITS.bots.max),
    skill: z.enum(BOT_SKILLS).optional(),
  }),
  /** Begins the round of that place in `state.room.plans` at once; the present one counts for nothing. */
  play: z.object({ turn: z.number().int().min(0).max(MAX_ID) }),
  /** Begins the present round anew. */
  restart: z.object({}),
  /** Whether nobody else may come in. */
  lock: z.object({ locked: z.boolean() }),
  /** Makes another person the owner. */
  pass: Id,
} as const;
export type OwnerOrder = keyof typeof OWNER_MESSAGES;
/** An order as the owner's client sends it. */
export type OwnerMessage<Type extends OwnerOrder> = z.input<(typeof OWNER_MESSAGES)[Type]>;
