import type { Mode } from "@fray/shared-state/match/modes";
import type { HostOffer } from "@fray/shared-state/protocol/lobby";

import type { ArenaSettings } from "../seats/arena-settings.ts";

/** Between what bounds people can have rooms of their own. */
export function offerOf(settings: ArenaSettings): HostOffer {
  const { offered, maxPlayers, bots, botSkill: skill, roundSeconds, scoreLimit } = settings;
  const maps = new Map<string, Set<Mode>>();
  for (const { arena, mode } of offered) {
    const modes = maps.get(arena.name) ?? new Set();
    maps.set(arena.name, modes.add(mode));
  }
  return {
    maps: Array.from(maps, ([name, modes]) => ({ name, modes: [...modes] })),
    maxPlayers,
    bots,
    skill,
    roundSeconds,
    scoreLimit,
  };
}
