import { createRandom, type Random, type Runtime } from "@fray/netcode/core";
import type { Arena } from "@fray/shared-state/arena/arena";
import { bestFirst } from "@fray/shared-state/match/teams";
import type { BotNote } from "@fray/shared-state/protocol/bot-note";
import type { Input } from "@fray/shared-state/schema/input-frame";
import type { Command } from "@fray/shared-state/simulation/command";
import { ordinal, rate, rating, type Rating } from "openskill";

import { noCounts, type ProgramRecord } from "../exec/counts.ts";
import type { Entrant, Seated } from "./entrant.ts";
import { HeadlessRound } from "./headless-round.ts";
import type { LadderRecording } from "./ladder-recording.ts";

/** Steps per second. */
export const TICK_RATE = 30;
const DT = 1 / TICK_RATE;
/** Maximum number of entrants in one round. With more entrants, each round's players are drawn. */
const MOST_IN_A_ROUND = 8;

export interface LadderSettings {
  readonly arenas: readonly Arena[];
  readonly rounds: number;
  /** Length of a round, in s of simulated time. */
  readonly seconds: number;
  readonly seed: number;
}

/**
 * The rank of an entrant, and how well its program kept up. Ratings are those of openskill (Weng and Lin, 2011): 25
 * +- 8.3 for an unknown entrant.
 */
export interface Rung extends ProgramRecord {
  readonly name: string;
  /** A lower bound of the skill: three deviations below the estimate. */
  readonly rating: number;
  readonly mu: number;
  readonly sigma: number;
  readonly rounds: number;
  readonly wins: number;
  readonly kills: number;
  readonly deaths: number;
  /** Where the replay of its best round is, if rounds are recorded. */
  readonly replay?: string;
}

export interface ClimbOptions {
  /** Begins to record a round. `names` are those of the entrants in it. */
  readonly record?: (round: {
    readonly round: number;
    readonly arena: Arena;
    readonly seed: number;
    readonly names: readonly string[];
  }) => LadderRecording;
  /** Keeps the recording of a round that counts, and returns where. */
  readonly keep?: (round: number, recording: LadderRecording) => string;
  readonly onRound?: (round: number) => void;
  readonly signal?: AbortSignal;
}

interface Counters {
  readonly entrant: Entrant;
  rating: Rating;
  rounds: number;
  wins: number;
  kills: number;
  deaths: number;
  /** The best round so far: its score, and where its replay is. */
  best: { readonly score: number; readonly replay: string } | undefined;
}

/**
 * Plays rounds of a free-for-all between the entrants, faster than real time, and rates them by their places. The
 * same seed and entrants give the same ladder. `onRound` is called after each round. When `signal` is aborted, the
 * current round does not count.
 */
export async function climb(
  runtime: Runtime,
  entrants: readonly Entrant[],
  settings: LadderSettings,
  { onRound = () => {}, signal = new AbortController().signal, record, keep }: ClimbOptions = {},
): Promise<Rung[]> {
  const random = createRandom(settings.seed);
  const tallies = entrants.map((entrant): Counters => ({
    entrant,
    rating: rating(),
    rounds: 0,
    wins: 0,
    kills: 0,
    deaths: 0,
    best: undefined,
  }));
  try {
    for (let round = 0; round < settings.rounds; round++) {
      const seated = draw(tallies, random);
      const arena = settings.arenas[round % settings.arenas.length];
      if (!arena) throw new Error("a ladder needs a map");
      const { seconds } = settings;
      const plan = { arena, seconds, round: round + 1, rounds: settings.rounds, seed: Math.floor(random() * 2 ** 31) };
      const names = seated.map(({ entrant }) => entrant.name);
      const recording = record?.({ ...plan, names });
      const played = await playRound(seated, plan, { signal, recording });
      if (played && recording && keep) noteBest(seated, played, keep(round + 1, recording));
      // Rounds without programs never wait, but this process handles signals only while it waits.
      await new Promise<void>((resolve) => {
        runtime.setImmediate(resolve);
      });
      if (signal.aborted) break;
      onRound(round + 1);
    }
  } finally {
    await Promise.all(entrants.map(async (entrant) => entrant.close?.()));
  }
  return tallies.map(toRung).toSorted((a, b) => b.rating - a.rating || a.name.localeCompare(b.name));
}

/** Draws the players of the next round, in a random order, so that no entrant has an advantage from its start place. */
function draw(tallies: readonly Counters[], random: Random): Counters[] {
  const pool = [...tallies];
  for (let last = pool.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    const [a, b] = [pool[last], pool[other]];
    if (a && b) [pool[last], pool[other]] = [b, a];
  }
  return pool.slice(0, MOST_IN_A_ROUND);
}

interface RoundPlan {
  readonly arena: Arena;
  readonly seconds: number;
  readonly round: number;
  readonly rounds: number;
  readonly seed: number;
}

/** Plays a round and rates its players, unless the round is aborted. */
async function playRound(
  seated: readonly Counters[],
  plan: RoundPlan,
  { signal, recording }: { readonly signal: AbortSignal; readonly recording: LadderRecording | undefined },
): Promise<HeadlessRound | undefined> {
  const { arena, seconds, seed } = plan;
  const players: Seated[] = [];
  const leaveAll = async (): Promise<void> => {
    await Promise.all(players.map((player) => player.leave()));
  };
  // Stops all waits for programs.
  signal.addEventListener("abort", leaveAll);
  try {
    for (const [index, { entrant }] of seated.entries()) {
      const note = recording && ((said: BotNote) => recording.note(index, said));
      players.push(await entrant.enter({ ...plan, dt: DT, seed: seed + index, note }));
    }
    const minds = players.map(
      ({ mind }) =>
        () =>
          mind,
    );
    const onStep = (commands: readonly Command[]): void => recording?.step(commands);
    const played = new HeadlessRound({ arena, mode: "ffa", dt: DT, seconds, seed, minds, onStep });
    recording?.begin(played);
    for (let step = 0; step < seconds / DT && !signal.aborted; step++) {
      played.step(await settle(played.ask()));
      recording?.stepped();
    }
    if (signal.aborted) return undefined;
    rateAll(seated, played);
    return played;
  } finally {
    signal.removeEventListener("abort", leaveAll);
    await leaveAll();
  }
}

/** Remembers the replay of a round for the players for whom it was their best one. */
function noteBest(seated: readonly Counters[], { contestants }: HeadlessRound, replay: string): void {
  for (const [index, counters] of seated.entries()) {
    const score = contestants[index]?.member.score ?? 0;
    if (!counters.best || score > counters.best.score) counters.best = { score, replay };
  }
}

/** Rates the players of a round by their places. */
function rateAll(seated: readonly Counters[], round: HeadlessRound): void {
  const members = new Map(round.contestants.map(({ member }) => [member.id, member]));
  const ranked = bestFirst(members).flatMap((member) => {
    const counters = seated[member.id - 1];
    return counters ? [{ counters, member }] : [];
  });
  // Members with equal points share a place.
  const places = ranked.map(({ member }) => ranked.findIndex((other) => other.member.score === member.score));
  const rated = rate(
    ranked.map(({ counters }) => [counters.rating]),
    { rank: places },
  );
  for (const [index, { counters, member }] of ranked.entries()) {
    counters.rating = rated[index]?.[0] ?? counters.rating;
    counters.rounds++;
    if (places[index] === 0) counters.wins++;
    counters.kills += member.kills;
    counters.deaths += member.deaths;
  }
}

/** Waits only for promises: most minds answer at once, a hundred thousand times a second. */
function settle(inputs: readonly (Input | Promise<Input>)[]): readonly Input[] | Promise<readonly Input[]> {
  const isReady = (input: Input | Promise<Input>): input is Input => !(input instanceof Promise);
  return inputs.every(isReady) ? inputs : Promise.all(inputs.map(async (input) => input));
}

function toRung({ entrant, rating: rated, rounds, wins, kills, deaths, best }: Counters): Rung {
  const { mu, sigma } = rated;
  const record = entrant.record ?? noCounts();
  const replay = best && { replay: best.replay };
  return { name: entrant.name, rating: ordinal(rated), mu, sigma, rounds, wins, kills, deaths, ...record, ...replay };
}
