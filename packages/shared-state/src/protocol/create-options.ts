import { z } from "zod";

import { MODES } from "../match/modes.ts";
import { BOT_SKILLS } from "./backfill.ts";
import { normalizeRoomName } from "./room-name.ts";

/** Longest password of a room, in UTF-16 units. */
export const MAX_PASSWORD_LENGTH = 64;
/** What anybody may set, whatever the host offers. */
export const ROOM_LIMITS = {
  players: { min: 2, max: 1000 },
  bots: { min: 0, max: 64 },
  roundSeconds: { min: 30, max: 3600 },
  scoreLimit: { min: 0, max: 1000 },
} as const;
const MAX_MAPS = 64;

/**
 * The room somebody wants to have, as the join option `room` of `create`. What is left out is as the host has it, and nothing
 * goes beyond what the host offers (`HostOffer`). Unknown keys are ignored, wrong types refused.
 */
export const CreateOptions = z.object({
  /** Left out, it is named after who creates it. */
  name: z.string().max(256).default("").transform(normalizeRoomName),
  mode: z.enum([...MODES, "all"]).default("all"),
  /** Names of maps; none for all. Those that lack what the mode takes are not played. */
  maps: z.array(z.string().max(64)).max(MAX_MAPS).default([]),
  maxPlayers: within(ROOM_LIMITS.players).optional(),
  /** Fighters that bots make up, should there be fewer people. */
  bots: within(ROOM_LIMITS.bots).optional(),
  skill: z.enum(BOT_SKILLS).optional(),
  /** Listed nowhere and found by nobody: the room's id is the invitation. */
  private: z.boolean().default(false),
  /** What everybody but the owner has to know to come in; "" for nothing. */
  password: z.string().max(MAX_PASSWORD_LENGTH).default(""),
  /** Shots hit team mates too. */
  friendlyFire: z.boolean().default(false),
  roundSeconds: within(ROOM_LIMITS.roundSeconds).optional(),
  /** Score that ends a round before its time; 0 for none. */
  scoreLimit: within(ROOM_LIMITS.scoreLimit).optional(),
});
export type CreateOptions = z.output<typeof CreateOptions>;
/** As a client sends them. */
export type RoomWishes = z.input<typeof CreateOptions>;

function within({ min, max }: { readonly min: number; readonly max: number }) {
  return z.number().int().min(min).max(max);
}
