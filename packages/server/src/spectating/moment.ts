import type { Arena } from "@fray/shared-state/arena/arena";
import type { ServerMessages } from "@fray/shared-state/protocol/messages";
import type { ArenaState } from "@fray/shared-state/schema/arena-state";
import type { Flag, Hill, MatchState } from "@fray/shared-state/schema/match-state";
import type { Pickup } from "@fray/shared-state/schema/pickup";
import type { Player } from "@fray/shared-state/schema/player";
import type { RosterEntry } from "@fray/shared-state/schema/roster-entry";
import type { World } from "@fray/shared-state/simulation/world";

import { copyShown, emptyShown, type ShownBody } from "./shown-body.ts";

export type Emote = ServerMessages["emote"];

/** The part of somebody's entry in the roster that follows from the fight. */
export type Score = Pick<RosterEntry, "team" | "score" | "kills" | "deaths">;

type FlagValues = Pick<Flag, "team" | "x" | "y" | "carrier" | "home">;
type HillValues = Pick<Hill, "x" | "y" | "radius" | "team" | "contested" | "moveTick">;
type PickupValues = Pick<Pickup, "x" | "y" | "kind" | "available">;
type MatchValues = Pick<
  MatchState,
  "mode" | "phase" | "round" | "endTick" | "scoreLimit" | "winner" | "nextMap" | "nextMode"
>;

/** Everything that leads to where somebody is, as it was after one tick. */
export interface Moment {
  readonly tick: number;
  readonly arena: Arena;
  readonly map: string;
  readonly match: MatchValues;
  readonly teamScores: readonly number[];
  readonly podium: readonly number[];
  readonly flags: readonly FlagValues[];
  readonly hill: HillValues;
  readonly pickups: readonly PickupValues[];
  readonly scores: ReadonlyMap<RosterEntry, Score>;
  /** Made use of again for later moments: a room of many has thousands of them. */
  readonly bodies: Map<Player, ShownBody>;
  readonly events: World["events"];
  readonly emotes: readonly Emote[];
}

/** Keeps how things are after a tick of `world`, in the place of `oldest`, which is not needed any more. */
export function keepMoment(
  { map, match, pickups, roster, players }: ArenaState,
  { tick, arena, events }: Pick<World, "tick" | "arena" | "events">,
  emotes: readonly Emote[],
  oldest?: Moment,
): Moment {
  const { mode, phase, round, endTick, scoreLimit, winner, nextMap, nextMode, hill } = match;
  return {
    tick,
    arena,
    map,
    match: { mode, phase, round, endTick, scoreLimit, winner, nextMap, nextMode },
    teamScores: [...match.scores],
    podium: [...match.podium],
    flags: match.flags.map(({ team, x, y, carrier, home }) => ({ team, x, y, carrier, home })),
    hill: {
      x: hill.x,
      y: hill.y,
      radius: hill.radius,
      team: hill.team,
      contested: hill.contested,
      moveTick: hill.moveTick,
    },
    pickups: pickups.map(({ x, y, kind, available }) => ({ x, y, kind, available })),
    scores: new Map(
      Array.from(roster.values(), (entry) => {
        const { team, score, kills, deaths } = entry;
        return [entry, { team, score, kills, deaths }];
      }),
    ),
    bodies: keepBodies(players.values(), oldest?.bodies ?? new Map()),
    events: [...events],
    emotes,
  };
}

function keepBodies(players: Iterable<Player>, into: Map<Player, ShownBody>): Map<Player, ShownBody> {
  const present = new Set(players);
  for (const gone of into.keys()) if (!present.has(gone)) into.delete(gone);
  for (const player of present) {
    let shown = into.get(player);
    if (!shown) into.set(player, (shown = emptyShown()));
    copyShown(player, shown);
  }
  return into;
}
