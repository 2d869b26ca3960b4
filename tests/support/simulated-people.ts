import type { Skill } from "@fray/bot-client/internal/skills/skill";
import { skillInTurn } from "@fray/bot-client/internal/skills/steps";
import { fightersWanted } from "@fray/server/internal/hosting/even-fighters";
import { DEFAULT_MAPS, planRounds, type RoundPlan } from "@fray/server/internal/match/rotation";
import { KnownLevels } from "@fray/server/internal/skill/known-levels";
import { RoomSkill } from "@fray/server/internal/skill/room-skill";
import type { Arena } from "@fray/shared-state/arena/arena";
import { hasTeams, type Mode } from "@fray/shared-state/match/modes";

import { playBots } from "./headless-bots.ts";

/** The defaults of a server: the least number of fighters in a room, and the length of a round in s. */
const LEAST_FIGHTERS = 5;
const ROUND_S = 300;
const FIRST_S = 120;
const STEPS_PER_S = 30;
const PERSON_ID = "person";

/** What people have in common: they aim by hand, hold the trigger, and neither dodge nor plan ahead. */
const PERSON: Skill = {
  reaction_s: 0.4,
  aimError_rad: 0.25,
  turn_rad_per_s: 8,
  lead: 0.8,
  fireRange_u: 15,
  burst_s: 1.5,
  rest_s: 0.15,
  specialRest_s: 5,
  indirectFire: 0,
  blastWorth: 0,
  preferredRange_u: 7,
  strafe: 0.7,
  dodge: 0,
  dash: 0.2,
  aggression: 0.6,
  forage: 0.4,
  teamwork: 0.5,
  retreatHealth: 0,
};

/** What the page says at each spawn of a round on the hill is understood by everybody. */
const DUTY: Readonly<Partial<Record<Mode, Pick<Skill, "teamwork">>>> = { hill: { teamwork: 1 } };

/** Simulated people, from a slow one, who knows neither the dash nor the pads, to a quick one. */
export const PEOPLE = {
  slow: { ...PERSON, reaction_s: 0.45, aimError_rad: 0.35, dash: 0, forage: 0 },
  average: { ...PERSON, reaction_s: 0.35, aimError_rad: 0.25 },
  quick: { ...PERSON, reaction_s: 0.3, aimError_rad: 0.15, dash: 0.3, forage: 0.6 },
} as const satisfies Readonly<Record<string, Skill>>;

/** How a person fared in their first round. */
export interface FirstRound {
  readonly kills: number;
  readonly deaths: number;
  /** Deaths in the first two minutes. */
  readonly firstDeaths: number;
  /** The person's level at the end, on the scale of the bots' steps. */
  readonly level: number;
}

/** All rounds that a server with default settings plays, in turn. */
export const DEFAULT_ROUNDS: readonly RoundPlan[] = planRounds(DEFAULT_MAPS, []);

/**
 * Plays one default round of a person among the server's own adaptive bots, under the rules alone. The seed decides on
 * which side the person fights where there are sides.
 */
export function playFirstRound(
  person: Skill,
  { seed, arena, mode, levels = new KnownLevels() }: { seed: number; arena: Arena; mode: Mode; levels?: KnownLevels },
): FirstRound {
  const room = new RoomSkill("adaptive", levels);
  const place = seed % 2;
  const skills = Array.from(
    { length: fightersWanted(LEAST_FIGHTERS, [], hasTeams(mode)) },
    (_, index) => () =>
      index === place ? { ...person, ...DUTY[mode] } : skillInTurn(room.steps, index < place ? index : index - 1),
  );
  let firstDeaths = 0;
  const { contestants } = playBots({ arena, mode, skills, seed, seconds: ROUND_S }, (round, step) => {
    const me = round.contestants[place];
    if (!me || step % STEPS_PER_S !== 0) return;
    room.follow([{ playerId: PERSON_ID, kills: me.member.kills, deaths: me.member.deaths }]);
    if (step === FIRST_S * STEPS_PER_S) firstDeaths = me.member.deaths;
  });
  const { kills = 0, deaths = 0 } = contestants[place]?.member ?? {};
  return { kills, deaths, firstDeaths, level: levels.of(PERSON_ID).level };
}

/** How people fared on average over some rounds. */
export interface Fared {
  readonly killsPerDeath: number;
  /** Deaths in a minute of the first two minutes. */
  readonly deathsPerMinute: number;
  readonly level: number;
}

/** Plays first rounds of one person, one for each seed. */
export function playFirstRounds(person: Skill, seeds: readonly number[], { arena, mode }: RoundPlan): Fared {
  const rounds = seeds.map((seed) => playFirstRound(person, { seed, arena, mode }));
  const sum = (value: (round: FirstRound) => number): number => rounds.reduce((all, round) => all + value(round), 0);
  return {
    killsPerDeath: sum(({ kills }) => kills) / sum(({ deaths }) => deaths),
    deathsPerMinute: sum(({ firstDeaths }) => firstDeaths) / rounds.length / (FIRST_S / 60),
    level: sum(({ level }) => level) / rounds.length,
  };
}
