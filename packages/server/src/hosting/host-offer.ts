import { tableOf } from "@fray/shared-state/by-name";
import type { Mode } from "@fray/shared-state/match/modes";
import type { HostOffer } from "@fray/shared-state/protocol/lobby";
import { NUMBER_NAMES, type HostValues } from "@fray/shared-state/protocol/room-options";

import type { ArenaSettings } from "../sessions/arena-settings.ts";

/** Returns the values of the host's own rooms. */
export const hostValues = (settings: ArenaSettings): HostValues => ({
  ...tableOf(NUMBER_NAMES, (name) => settings[name]),
  skill: settings.botSkill,
});

/** Returns the limits for rooms that people create. */
export function offerOf(settings: ArenaSettings): HostOffer {
  const maps = new Map<string, Set<Mode>>();
  for (const { arena, mode } of settings.offered) {
    const modes = maps.get(arena.name) ?? new Set();
    maps.set(arena.name, modes.add(mode));
  }
  return {
    maps: Array.from(maps, ([name, modes]) => ({ name, modes: [...modes] })),
    chat: settings.chat,
    ...hostValues(settings),
  };
}
