import type { BotSkill } from "@fray/shared-state/protocol/backfill";

import type { RoundPlan } from "../match/rotation.ts";
import type { RoundSettings } from "../match/rounds.ts";

/** What the host decides about all rooms; nothing a client sends reaches it. */
export interface ArenaSettings extends Omit<RoundSettings, "friendlyFire"> {
  /** What people may choose from for rooms of their own. */
  readonly offered: readonly RoundPlan[];
  readonly tickRate: number;
  readonly maxPlayers: number;
  /** Fighters that a room has at least: bots make up for people. */
  readonly bots: number;
  readonly botSkill: BotSkill;
  /** How long a fighter may do nothing, in s; 0 for ever. */
  readonly idleSeconds: number;
  /** How far behind spectators of a round with people are, in s. */
  readonly spectatorDelaySeconds: number;
  /** Arena rooms this process opens at once. */
  readonly maxRooms: number;
  /** How many of them may have been created from one address. */
  readonly roomsPerAddress: number;
}
