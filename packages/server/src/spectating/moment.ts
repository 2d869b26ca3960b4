import type { Arena } from "@fray/shared-state/arena/arena";
import type { ServerMessages } from "@fray/shared-state/protocol/messages";
import type { ArenaState } from "@fray/shared-state/schema/arena-state";
import type { Flag, Hill, MatchState } from "@fray/shared-state/schema/match-state";
import type { Pickup } from "@fray/shared-state/schema/pickup";
import type { Player } from "@fray/shared-state/schema/player";
import type { RosterEntry } from "@fray/shared-state/schema/roster-entry";
import { copyEvent } from "@fray/shared-state/simulation/events";
import type { World } from "@fray/shared-state/simulation/world";

import { copyShown, emptyShown, type ShownBody } from "./shown-body.ts";

export type Emote = ServerMessages["emote"];

/** The part of a roster entry that the fight changes. */
export type Score = Pick<RosterEntry, "team" | "score" | "kills" | "deaths">;

type FlagValues = Pick<Flag, "team" | "x" | "y" | "carrier" | "home">;
type HillValues = Pick<Hill, "x" | "y" | "radius" | "team" | "contested" | "moveTick">;
type PickupValues = Pick<Pickup, "x" | "y" | "kind" | "available">;
type MatchValues = Pick<
  MatchState,
  "mode" | "phase" | "round" | "endTick" | "scoreLimit" | "winner" | "nextMap" | "nextMode"
>;

/** The part of a moment that comes from the state's common part. It is shared by moments between which nothing changed. */
interface CommonMoment {
  /** Version of the common part; undefined if it was about to change. */
  readonly version: number | undefined;
  readonly map: string;
  readonly match: MatchValues;
  readonly teamScores: readonly number[];
  readonly podium: readonly number[];
  readonly awards: readonly number[];
  readonly ballot: readonly number[];
  readonly votes: readonly number[];
  readonly flags: readonly FlagValues[];
  readonly hill: HillValues;
  readonly pickups: readonly PickupValues[];
  /** Reused for later moments, like the bodies, because a large room has thousands of them. */
  readonly scores: Map<RosterEntry, Score>;
}

/** Everything from which a viewer can tell where bodies are, after one tick. */
export interface Moment extends CommonMoment {
  readonly tick: number;
  readonly arena: Arena;
  readonly bodies: Map<Player, ShownBody>;
  readonly events: World["events"];
  readonly emotes: readonly Emote[];
}

interface Kept {
  /** Version of the state's common part; undefined while it has changes that were not sent. */
  readonly version: number | undefined;
  readonly emotes: readonly Emote[];
  /** The moment of the tick before. */
  readonly before: Moment | undefined;
  /** Parts of a moment that is no longer needed, to be reused. */
  readonly bodies: Moment["bodies"] | undefined;
  readonly scores: Moment["scores"] | undefined;
}

/** Records the state after a tick of `world`. */
export function keepMoment(
  state: ArenaState,
  { tick, arena, events }: Pick<World, "tick" | "arena" | "events">,
  { version, emotes, before, bodies = new Map(), scores }: Kept,
): Moment {
  const isSame = version !== undefined && version === before?.version;
  return {
    ...(isSame ? before : keepCommon(state, version, scores)),
    tick,
    arena,
    bodies: keepAll<Player, ShownBody>(() => state.players.values(), bodies, emptyShown, copyShown),
    events: events.map(copyEvent),
    emotes,
  };
}

function keepCommon(
  { map, match, pickups, roster }: ArenaState,
  version: number | undefined,
  spare: Moment["scores"] = new Map(),
): CommonMoment {
  const { mode, phase, round, endTick, scoreLimit, winner, nextMap, nextMode, hill } = match;
  return {
    version,
    map,
    match: { mode, phase, round, endTick, scoreLimit, winner, nextMap, nextMode },
    teamScores: [...match.scores],
    podium: [...match.podium],
    awards: [...match.awards],
    ballot: [...match.ballot],
    votes: [...match.votes],
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
    scores: keepAll<RosterEntry, Score>(() => roster.values(), spare, emptyScore, copyScore),
  };
}

/** Makes `into` hold a copy of every source, and no other copies. */
function keepAll<Source extends object, Copy extends object>(
  sources: () => Iterable<Source>,
  into: Map<Source, Copy>,
  create: () => Copy,
  copy: (from: Source, to: Copy) => void,
): Map<Source, Copy> {
  let count = 0;
  for (const source of sources()) {
    count++;
    let copied = into.get(source);
    if (!copied) into.set(source, (copied = create()));
    copy(source, copied);
  }
  if (into.size === count) return into;
  const present = new Set(sources());
  for (const gone of into.keys()) if (!present.has(gone)) into.delete(gone);
  return into;
}

const emptyScore = (): Score => ({ team: 0, score: 0, kills: 0, deaths: 0 });

function copyScore(from: Readonly<Score>, to: Score): void {
  to.team = from.team;
  to.score = from.score;
  to.kills = from.kills;
  to.deaths = from.deaths;
}
