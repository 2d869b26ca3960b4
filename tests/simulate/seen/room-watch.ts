import type { Rounds } from "@fray/server/internal/match/rounds";
import type { ArenaRoom } from "@fray/server/internal/rooms/arena-room";
import { phaseOf, type Phase } from "@fray/shared-state/match/modes";
import type { WorldEvent } from "@fray/shared-state/simulation/events";
import type { World } from "@fray/shared-state/simulation/world";

/** What a member of a round has achieved. */
export interface Standing {
  readonly id: number;
  readonly playerId: string;
  readonly team: number;
  readonly spectator: boolean;
  readonly backfill: boolean;
  readonly connected: boolean;
  readonly killedAway: boolean;
  readonly score: number;
  readonly kills: number;
  readonly deaths: number;
}

/** A round at one moment. */
export interface RoundMoment {
  readonly phase: Phase;
  readonly round: number;
  readonly mode: number;
  readonly scores: readonly number[];
  /** The roster, by id. */
  readonly standings: ReadonlyMap<number, Standing>;
}

/** The rules of one tick of a room: what they found, and what they made of it. */
export interface RoundTick {
  readonly room: ArenaRoom;
  readonly rounds: Rounds;
  /** The world in which the tick ran. A new round has a new one. */
  readonly world: World;
  readonly events: readonly WorldEvent[];
  readonly before: RoundMoment;
  readonly after: RoundMoment;
}

export function momentOf({ state }: Pick<ArenaRoom, "state">): RoundMoment {
  const { match, roster } = state;
  const standings = new Map<number, Standing>();
  for (const entry of roster.values()) {
    const { id, playerId, team, spectator, backfill, connected, killedAway, score, kills, deaths } = entry;
    const member = { id, playerId, team, spectator, backfill, connected, killedAway };
    standings.set(id, Object.assign(member, { score, kills, deaths }));
  }
  return { phase: phaseOf(match), round: match.round, mode: match.mode, scores: [...match.scores], standings };
}
