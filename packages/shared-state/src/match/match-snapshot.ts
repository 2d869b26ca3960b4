import { z } from "zod";

import type { Arena } from "../arena/arena.ts";
import { DEED_FIELDS, recordOf } from "./deed-memory.ts";
import type { FlagState } from "./flag-state.ts";
import type { HillState } from "./hill-state.ts";
import type { Match } from "./match.ts";
import { MODES, PHASES } from "./modes.ts";

const whole = (bits: number) =>
  z
    .number()
    .int()
    .min(0)
    .max(2 ** bits - 1);
const Tick = whole(32);
const Id = whole(16);
const MAX_RECORDS = 4096;
const MAX_AWARD_NUMBERS = 64;
const Place = z.number().min(0).max(256);

const Flag = z.object({
  team: whole(8),
  x: Place,
  y: Place,
  carrier: Id,
  home: z.boolean(),
  returnTick: Tick,
}) satisfies z.ZodType<FlagState>;

const Hill = z.object({
  x: Place,
  y: Place,
  radius: Place,
  team: whole(8),
  contested: z.boolean(),
  moveTick: Tick,
}) satisfies z.ZodType<HillState>;

const Deeds = z.object({
  hasBlood: z.boolean(),
  /** `[id, fields of the record]` of each fighter. */
  records: z.array(z.tuple([Id, z.array(Tick).length(DEED_FIELDS.length)])).max(MAX_RECORDS),
});

/** The state of a round, with the private memory of its rules, from which it goes on in another process. */
export const MatchSnapshot = z.object({
  mode: z.enum(MODES),
  phase: whole(8).max(PHASES.length - 1),
  round: whole(16),
  endTick: Tick,
  phaseTick: Tick,
  scores: z.array(whole(16)).length(2),
  winner: whole(8).max(2),
  podium: z.array(Id).max(3),
  awards: z.array(whole(16)).max(MAX_AWARD_NUMBERS).default([]),
  deeds: Deeds.default({ hasBlood: true, records: [] }),
  /** Of team 1 and team 2. */
  flags: z.array(Flag).length(2),
  hill: Hill,
  /** The hill's places in this round, as indexes in the map. */
  hillOrder: z.array(whole(16)).max(256),
  hillTurn: whole(32),
  hillHeldTicks: whole(32),
});
export type MatchSnapshot = z.infer<typeof MatchSnapshot>;

export function snapshotMatch({ state, phaseTick, flags, hill, deeds }: Match, { hills }: Arena): MatchSnapshot {
  const { mode, phase, round, endTick, scores, winner, podium, awards } = state;
  return {
    mode: MODES[mode] ?? "ffa",
    phase,
    round,
    endTick,
    phaseTick,
    scores: [...scores],
    winner,
    podium: [...podium],
    awards: [...awards],
    deeds: {
      hasBlood: deeds.hasBlood,
      records: Array.from(deeds.records, ([id, record]) => [id, DEED_FIELDS.map((field) => record[field])]),
    },
    flags: flags.map(({ team, x, y, carrier, home, returnTick }) => ({ team, x, y, carrier, home, returnTick })),
    hill: pickHill(state.hill),
    hillOrder: hill.order.map((place) => hills.indexOf(place)).filter((index) => index >= 0),
    hillTurn: hill.turn,
    hillHeldTicks: hill.heldTicks,
  };
}

/** Writes a snapshot into a match that has begun a round of the same mode on the same map. */
export function restoreMatch(match: Match, { hills }: Arena, snapshot: MatchSnapshot): void {
  const { state } = match;
  const { phase, round, endTick, phaseTick, winner } = snapshot;
  Object.assign(state, { phase, round, endTick, winner });
  match.phaseTick = phaseTick;
  state.scores.splice(0, state.scores.length, ...snapshot.scores);
  state.podium.splice(0, state.podium.length, ...snapshot.podium);
  state.awards.splice(0, state.awards.length, ...snapshot.awards);
  match.deeds.hasBlood = snapshot.deeds.hasBlood;
  match.deeds.records.clear();
  for (const [id, values] of snapshot.deeds.records) {
    const record = recordOf(match.deeds, id);
    for (const [index, field] of DEED_FIELDS.entries()) record[field] = values[index] ?? 0;
  }
  for (const [index, flag] of match.flags.entries()) Object.assign(flag, snapshot.flags[index]);
  Object.assign(state.hill, snapshot.hill);
  const order = snapshot.hillOrder.flatMap((index) => hills[index] ?? []);
  if (order.length > 0) match.hill.order = order;
  match.hill.turn = snapshot.hillTurn;
  match.hill.heldTicks = snapshot.hillHeldTicks;
}

const pickHill = ({ x, y, radius, team, contested, moveTick }: HillState): HillState => ({
  x,
  y,
  radius,
  team,
  contested,
  moveTick,
});
