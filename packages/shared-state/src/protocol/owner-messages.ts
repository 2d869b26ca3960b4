import { z } from "zod";

import { BOT_SKILLS } from "./bot-skill.ts";
import { message, type MessageRate, type MessageSpecs } from "./message.ts";
import { ROOM_OPTIONS } from "./room-options.ts";

const MAX_ID = 0xffff;
const Id = z.object({ id: z.number().int().min(1).max(MAX_ID) });

/** Rate of the owner's occasional commands. A round that begins costs the server as much as thousands of messages. */
const ORDER: MessageRate = { perSecond: 2, burst: 10 };
const NEW_ROUND: MessageRate = { perSecond: 0.5, burst: 3 };

/**
 * Messages that only the owner of a room may send. From any other client they are refused with a notice,
 * "notAllowed".
 */
export const OWNER_MESSAGES = {
  /** Removes a player until the next round. Also works for a player who has just left. */
  kick: message(Id, ORDER),
  /** Removes a player for as long as the room is open. Also works for a player who has just left. */
  ban: message(Id, ORDER),
  /** The number of fighters up to which bots fill the room, and the skill that they take when they spawn. */
  bots: message(
    z.object({
      count: z.number().int().min(ROOM_OPTIONS.bots.min).max(ROOM_OPTIONS.bots.max),
      skill: z.enum(BOT_SKILLS).optional(),
    }),
    ORDER,
  ),
  /** Starts the round at index `turn` of `state.room.plans` at once. The current round does not count. */
  play: message(z.object({ turn: z.number().int().min(0).max(MAX_ID) }), NEW_ROUND),
  /** Restarts the current round. */
  restart: message(z.object({}), NEW_ROUND),
  /** Locks the room for new players, or unlocks it. */
  lock: message(z.object({ locked: z.boolean() }), ORDER),
  /** Makes another person the owner. The sender is no longer the owner. */
  pass: message(Id, ORDER),
} as const satisfies MessageSpecs;
export type OwnerOrder = keyof typeof OWNER_MESSAGES;
/** A command in the form that the owner's client sends. */
export type OwnerMessage<Type extends OwnerOrder> = z.input<(typeof OWNER_MESSAGES)[Type]["schema"]>;
