import type { BotSkill } from "@fray/shared-state/protocol/backfill";
import type { HostValues } from "@fray/shared-state/protocol/room-options";
import type { WorldRules } from "@fray/shared-state/simulation/world-rules";

import type { RoundPlan } from "../match/rotation.ts";
import type { RoundSettings } from "../match/rounds.ts";

/** What the host decides about all rooms; nothing a client sends reaches it. */
export interface ArenaSettings extends Omit<RoundSettings, keyof WorldRules>, Omit<HostValues, "skill"> {
  /** What people may choose from for rooms of their own. */
  readonly offered: readonly RoundPlan[];
  readonly tickRate: number;
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
