import type { Arena } from "@fray/shared-state/arena/arena";
import { MapError } from "@fray/shared-state/arena/map-error";
import { fits, MODE_RULES, MODES, type Mode } from "@fray/shared-state/match/modes";

import { loadMap } from "../maps.ts";

/** Where a round is fought, and what about. */
export interface RoundPlan {
  readonly arena: Arena;
  readonly mode: Mode;
}

/** What is played where the host names no maps. */
export const DEFAULT_MAPS: readonly string[] = ["foundry", "kiln"];

/**
 * The rounds of a room in their order, after the last of which the first comes again: each round both lists go on by one.
 * Without `modes` every map is played in all it has what it takes for, and the default maps are in those of `modes`. Throws
 * a `MapError` for a map that can't be played, or not in a mode that comes with it.
 */
export function planRounds(maps: readonly string[], modes: readonly Mode[]): RoundPlan[] {
  const arenas = maps.map((name) => loadMap(name).arena);
  if (modes.length === 0) return planAll(arenas, MODES);
  return maps.join() === DEFAULT_MAPS.join() ? planAll(arenas, modes) : planPairs(arenas, modes);
}

/** What people may choose from for rooms of their own: every one of the maps, in every one of the modes that it can be played in. */
export function offerRounds(maps: readonly string[], modes: readonly Mode[]): RoundPlan[] {
  return planAll(
    maps.map((name) => loadMap(name).arena),
    modes.length === 0 ? MODES : modes,
  );
}

/** Each map comes up in each of the modes it has what it takes for, and the next map in another one. */
function planAll(arenas: readonly Arena[], modes: readonly Mode[]): RoundPlan[] {
  const plans: RoundPlan[] = [];
  for (let use = 0; use < modes.length; use++) {
    for (const [index, arena] of arenas.entries()) {
      const fitting = modes.filter((mode) => fits(arena, mode));
      const mode = fitting[(use + index) % fitting.length];
      if (mode) plans.push({ arena, mode });
    }
  }
  return plans;
}

function planPairs(arenas: readonly Arena[], modes: readonly Mode[]): RoundPlan[] {
  const plans: RoundPlan[] = [];
  for (let turn = 0; turn < arenas.length * modes.length; turn++) {
    const arena = arenas[turn % arenas.length];
    const mode = modes[turn % modes.length];
    if (!arena || !mode) break;
    if (!fits(arena, mode)) {
      const takes = MODE_RULES[mode].needs?.what ?? "nothing";
      throw new MapError(`map "${arena.name}" can't be played as ${mode}, which takes ${takes}`);
    }
    plans.push({ arena, mode });
  }
  return plans;
}
