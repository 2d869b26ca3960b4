import { type Mode, type Phase, modeOf, phaseOf } from "@fray/shared-state/match/modes";
import { bestFirst } from "@fray/shared-state/match/teams";
import type { ArenaState } from "@fray/shared-state/schema/arena-state";
import type { RosterEntry } from "@fray/shared-state/schema/roster-entry";

import type { RoundPlan } from "../match/rotation.ts";

/** The state of a room that the admin page shows. */
export interface RoomOverview {
  readonly roomId: string;
  readonly map: string;
  readonly mode: Mode;
  readonly phase: Phase;
  readonly places: number;
  /** The members of the room: best first, spectators last. */
  readonly members: readonly Pick<RosterEntry, "id" | "name" | "bot" | "spectator" | "connected" | "ping" | "score">[];
  /** The rounds of the rotation, in their order. */
  readonly plans: readonly { readonly map: string; readonly mode: Mode }[];
}

interface Overseen {
  readonly roomId: string;
  readonly state: ArenaState;
  readonly maxClients: number;
  readonly plans: readonly RoundPlan[];
}

export function overviewOf({ roomId, state, maxClients, plans }: Overseen): RoomOverview {
  const roster = Array.from(state.roster.values());
  const fighters = bestFirst(new Map(roster.map((entry) => [entry.id, entry])));
  return {
    roomId,
    map: state.map,
    mode: modeOf(state.match),
    phase: phaseOf(state.match),
    places: maxClients,
    members: [...fighters, ...roster.filter(({ spectator }) => spectator)],
    plans: plans.map(({ arena, mode }) => ({ map: arena.name, mode })),
  };
}
