import { SKILL_STEPS } from "@fray/shared-state/protocol/bot-skill";

/** How good a person is, on the scale of the bots' steps. */
export interface PlayerLevel {
  /** 1..9, with fractions. Against bots of this step the person wins about as often as not. */
  readonly level: number;
  /** Steps by which the last kill or death has moved the level: below 0 after a death, 0 before the first of them. */
  readonly move: number;
  /** Recent kills and deaths: each of them makes all earlier ones count a little less. */
  readonly kills: number;
  readonly deaths: number;
  /** Seconds of the person's first minutes that have passed. */
  readonly firstSeconds: number;
}

/** A person about whom nothing is known starts among rookies. */
export const NEWCOMER: PlayerLevel = { level: 2, move: 0, kills: 0, deaths: 0, firstSeconds: 0 };

/** Steps of a first move, and the smallest and the largest move. */
const MOVE = { first: 0.8, least: 0.25, most: 1.5 } as const;
/** Moves in one direction grow by the first factor; a move in the other direction is smaller by the second one. */
const GROWTH = 1.5;
const SHRINKAGE = 0.5;

/** Share of the recent kills and deaths that is left after another one: about 70 count. */
const KEPT = 0.985;
/** The balance of recent kills and deaths is judged as if this many of each had been there before. */
const BALANCED_BEFORE = 2;
/** Kills per death of a person for whom a death moves the level as far as a kill. */
const AIMED_BALANCE = 0.95;
/** A death counts for at most this many times a kill, and for at least the inverse. */
const MOST_WEIGHT = 3;

/**
 * The first minutes of a newcomer, in s, and the deaths per second that they can take. While there were more, kills
 * do not raise the level, and a death counts for this many times the deaths in excess.
 */
const FIRST_S = 120;
const BEARABLE_PER_S = 3.2 / 60;
const EXCESS_WEIGHT = 1.2;
/** The level of a newcomer rises by at most this much per second, so that a few quick kills bring no veterans. */
const CLIMB_PER_S = 0.08;

/** Store totals tell this much: a person with ten rounds and as many kills as deaths is a regular. */
const TRUSTED_ROUNDS = 10;
const STEPS_PER_RATIO = 3;
const BEST_RATIO = 1.5;

/** What happened to a person in a time. */
export interface Fights {
  readonly kills: number;
  readonly deaths: number;
  readonly seconds: number;
}

/**
 * Moves a level after a time: up for each kill, down for each death. This is the weighted up-down staircase of
 * psychophysics (Kaernbach 1991) with the moves of an accelerated one (PEST, Taylor and Creelman 1967): they grow while
 * all goes one way, and shrink when the direction changes. So it finds the level of a strong person within a few kills,
 * as in a mode with few of them, and rests there. After the first minutes, a death weighs less for a person who has
 * won more than lost of late, so the bots become stronger until the round as a whole is even.
 */
export function afterFights(before: PlayerLevel, { kills, deaths, seconds }: Fights): PlayerLevel {
  const firstSeconds = Math.min(FIRST_S, before.firstSeconds + seconds);
  const endsNow = isNew(before) && firstSeconds === FIRST_S;
  let after: PlayerLevel = { ...before, firstSeconds, move: endsNow ? 0 : before.move };
  for (let count = 0; count < kills; count++) {
    after = faded(after, { kills: 1, deaths: 0 });
    if (excessOf(after) <= 0) after = moved(after, 1);
  }
  for (let count = 0; count < deaths; count++) {
    after = faded(after, { kills: 0, deaths: 1 });
    after = moved(after, -weightOfDeath(after));
  }
  return after;
}

/** Returns what is remembered of a person who is known to have a level. */
export const knownAt = (level: number): PlayerLevel => ({
  ...NEWCOMER,
  level,
  move: MOVE.least,
  firstSeconds: FIRST_S,
});

/** Estimates the level of a person from the sums of their stored rounds. A person who is little known is still new. */
export function levelFromTotals(totals: {
  readonly rounds: number;
  readonly kills: number;
  readonly deaths: number;
}): PlayerLevel {
  const ratio = Math.min(BEST_RATIO, totals.kills / Math.max(1, totals.deaths));
  const trust = Math.min(1, totals.rounds / TRUSTED_ROUNDS);
  return { ...NEWCOMER, level: NEWCOMER.level + trust * ratio * STEPS_PER_RATIO, firstSeconds: trust * FIRST_S };
}

const isNew = ({ firstSeconds }: PlayerLevel): boolean => firstSeconds < FIRST_S;

const faded = (before: PlayerLevel, { kills, deaths }: Pick<Fights, "kills" | "deaths">): PlayerLevel => ({
  ...before,
  kills: before.kills * KEPT + kills,
  deaths: before.deaths * KEPT + deaths,
});

/** Moves the level by a number of moves, in the direction of its sign. */
function moved(before: PlayerLevel, by: number): PlayerLevel {
  const factor = Math.sign(before.move) === Math.sign(by) ? GROWTH : SHRINKAGE;
  const grown = Math.max(MOVE.least, Math.min(MOVE.most, Math.abs(before.move) * factor));
  const size = before.move === 0 ? MOVE.first : grown;
  const level = Math.max(SKILL_STEPS.least, Math.min(highestOf(before), before.level + size * by));
  return { ...before, level, move: size * Math.sign(by) };
}

/** The highest level that a person can have now. */
const highestOf = (person: PlayerLevel): number =>
  isNew(person)
    ? Math.min(SKILL_STEPS.most, Math.max(person.level, NEWCOMER.level + person.firstSeconds * CLIMB_PER_S))
    : SKILL_STEPS.most;

/** Deaths of a newcomer beyond those that their first minutes can take; 0 or less for everybody else. */
const excessOf = (person: PlayerLevel): number =>
  isNew(person) ? person.deaths - person.firstSeconds * BEARABLE_PER_S : 0;

function weightOfDeath(person: PlayerLevel): number {
  if (isNew(person)) return Math.max(1, excessOf(person) * EXCESS_WEIGHT);
  const balance = (person.kills + BALANCED_BEFORE) / (person.deaths + BALANCED_BEFORE);
  return Math.max(1 / MOST_WEIGHT, Math.min(MOST_WEIGHT, (AIMED_BALANCE / balance) ** 2));
}

/** Distance of the bots' steps from the level to either side. */
const SPREAD = 0.4;

/** Returns the steps of a room's bots, in turn, for people of whom the weakest has this level. */
export const stepsAround = (level: number): readonly number[] =>
  [level, level - SPREAD, level + SPREAD].map((step) =>
    Math.max(SKILL_STEPS.least, Math.min(SKILL_STEPS.most, Math.round(step))),
  );
