import type { Place } from "@fray/shared-state/arena/place";

import type { FlagSource, MatchSource } from "../match-source.ts";
import type { CompareAround, ObjectiveState } from "./objective-state.ts";

/** A player returns a flag by touching it. This distance allows for the way of a dash within a tick. */
const RETURN_REACH_U = 2;

export interface FlagView extends Place {
  readonly team: number;
  /** Whether the flag is on its own stand. */
  readonly home: boolean;
  /** Id of the carrier; 0 for none. */
  readonly carrier: number;
}

/**
 * A flag changed its carrier or place. `team` is the flag's team, `by` the player who caused it (0 when the flag
 * returned after its time limit).
 */
export interface FlagEvent {
  readonly type: "flag";
  readonly what: "taken" | "dropped" | "returned" | "captured";
  readonly team: number;
  readonly by: number;
  readonly byName: string;
  readonly at: Place;
}

type FlagState = FlagSource;

export const flags: ObjectiveState<readonly FlagView[], FlagEvent, readonly FlagState[]> = {
  /** A carried flag is at the place where its carrier is drawn. */
  view: (match, { bodyOf }) =>
    Array.from(match.flags, ({ team, x, y, carrier, home }) => {
      const at = (carrier !== 0 && bodyOf(carrier)) || { x, y };
      return { team, x: at.x, y: at.y, home, carrier };
    }),
  snapshot: (match) => Array.from(match.flags, ({ team, x, y, carrier, home }) => ({ team, x, y, carrier, home })),
  compare: (before, now, around) => now.flatMap((flag, index) => compareFlag(before[index], flag, around)),
};

/** Team whose flag the body with this id carries; 0 for none. */
export const flagCarriedBy = (match: Pick<MatchSource, "flags">, id: number): number =>
  Array.from(match.flags).find(({ carrier }) => carrier === id)?.team ?? 0;

function compareFlag(was: FlagState | undefined, is: FlagState, around: CompareAround): FlagEvent[] {
  const change = was && was.team === is.team ? changeOf(was, is, around) : undefined;
  if (!change) return [];
  const { what, by, at } = change;
  const byName = by === 0 ? "" : around.nameOf(by);
  return [{ type: "flag", what, team: is.team, by, byName, at: { x: at.x, y: at.y } }];
}

function changeOf(
  was: FlagState,
  is: FlagState,
  around: CompareAround,
): { what: FlagEvent["what"]; by: number; at: FlagState } | undefined {
  if (is.carrier !== was.carrier && is.carrier !== 0) return { what: "taken", by: is.carrier, at: was };
  if (is.home && !was.home) {
    if (was.carrier !== 0 && haveOthersScored(is.team, around)) return { what: "captured", by: was.carrier, at: was };
    return { what: "returned", by: returnerOf(was, around), at: was };
  }
  if (was.carrier !== 0 && is.carrier === 0) return { what: "dropped", by: was.carrier, at: is };
  return undefined;
}

/** Whether the team that does not own the flag has a higher score than before. */
function haveOthersScored(flagTeam: number, { scores: { before, now } }: CompareAround): boolean {
  const index = 2 - flagTeam;
  return (now[index] ?? 0) > (before[index] ?? 0);
}

/** Guesses who returned a flag: the state does not name the player, but shows which bodies in view stood there. */
function returnerOf({ team, x, y }: FlagState, { state }: CompareAround): number {
  for (const player of state.players.values()) {
    if (player.team === team && player.alive && Math.hypot(player.x - x, player.y - y) < RETURN_REACH_U)
      return player.id;
  }
  return 0;
}
