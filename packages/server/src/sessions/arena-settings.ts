import type { BotSkill } from "@fray/shared-state/protocol/bot-skill";
import type { ChatMode } from "@fray/shared-state/protocol/chat-modes";
import type { HostValues } from "@fray/shared-state/protocol/room-options";
import type { WorldRules } from "@fray/shared-state/simulation/world-rules";

import type { RoundPlan } from "../match/rotation.ts";
import type { RoundSettings } from "../match/rounds.ts";

/** The host's settings for all rooms. Nothing that a client sends changes them. */
export interface ArenaSettings extends Omit<RoundSettings, keyof WorldRules>, Omit<HostValues, "skill"> {
  /** The rounds that players may choose for their own rooms. */
  readonly offered: readonly RoundPlan[];
  readonly tickRate: number;
  readonly chat: ChatMode;
  readonly botSkill: BotSkill;
  /** How long a fighter may be idle, in s; 0 for no limit. */
  readonly idleSeconds: number;
  /** How far spectators are behind, in rounds with people, in s. */
  readonly spectatorDelaySeconds: number;
  /** Whether people may see their deaths as their killers saw them, and the best moment of a round. */
  readonly killcam: boolean;
  /** Percent of a room's places for clients that read no snapshot records; see `stockPlaces`. */
  readonly stockShare: number;
  /** Maximum number of arena rooms that this process opens at once. */
  readonly maxRooms: number;
  /** Maximum number of these rooms that one address may have created. */
  readonly roomsPerAddress: number;
}
