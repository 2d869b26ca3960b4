import type { Arena } from "@fray/shared-state/arena/arena";
import { MapError } from "@fray/shared-state/arena/map-error";
import { fits, MODE_RULES, MODES, type Mode } from "@fray/shared-state/match/modes";

import { hashOfMap, loadMap } from "../maps.ts";
import type { SeriesSnapshot } from "./series-snapshot.ts";

/** The map and the mode of a round. */
export interface RoundPlan {
  readonly arena: Arena;
  readonly mode: Mode;
}

/** The maps that are played when the host names none. */
export const DEFAULT_MAPS: readonly string[] = ["foundry", "kiln"];

/**
 * Returns the rounds of a room in order; after the last one the first comes again. Each round takes the next map and
 * the next mode. Without `modes`, each map is played in every mode that it supports; without `maps`, the default maps
 * are played in `modes`. Throws a `MapError` for a map that cannot be played, or that does not support the mode it
 * comes with.
 */
export function planRounds(maps: readonly string[], modes: readonly Mode[]): RoundPlan[] {
  const arenas = maps.map((name) => loadMap(name).arena);
  if (modes.length === 0) return planAll(arenas, MODES);
  return maps.join() === DEFAULT_MAPS.join() ? planAll(arenas, modes) : planPairs(arenas, modes);
}

/**
 * Returns the rounds that players may choose for their own rooms: every given map in every given mode that it
 * supports.
 */
export function offerRounds(maps: readonly string[], modes: readonly Mode[]): RoundPlan[] {
  return planAll(
    maps.map((name) => loadMap(name).arena),
    modes.length === 0 ? MODES : modes,
  );
}

/**
 * Returns the turn in `rotation` of a round that another node plays. Throws a `MapError` when this server does not
 * play that round, or has another map of that name.
 */
export function turnOf(rotation: readonly RoundPlan[], { turn, map, mapHash, match }: SeriesSnapshot): number {
  const isSame = (plan: RoundPlan | undefined): boolean => plan?.arena.name === map && plan.mode === match.mode;
  const found = isSame(rotation[turn % rotation.length]) ? turn : rotation.findIndex(isSame);
  if (found < 0) throw new MapError(`map "${map}" is not played as ${match.mode} here`);
  if (hashOfMap(map) !== mapHash) throw new MapError(`map "${map}" differs from that of the other server`);
  return found;
}

/** Plans each map in each mode that it supports, with a different mode for consecutive maps. */
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
