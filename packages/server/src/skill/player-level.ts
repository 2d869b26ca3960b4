import { SKILL_STEPS } from "@fray/shared-state/protocol/bot-skill";

/** How good a person is, on the scale of the bots' steps. */
export interface PlayerLevel {
  /** 1..9, with fractions. Against bots of this step the person wins as often as not. */
  readonly level: number;
  /** Kills and deaths that this estimate has seen. */
  readonly fights: number;
}

/** A person about whom nothing is known starts among rookies. */
export const NEWCOMER: PlayerLevel = { level: 2, fights: 0 };

/** The first kill or death moves the level by this many steps, a later one by less, and never by less than `LEAST`. */
const FIRST_MOVE = 0.6;
const LEAST_MOVE = 0.18;
/** Number of fights after which a move has half of its first size. */
const HALF_AFTER = 14;
/**
 * A death moves the level down by this many times a kill's move up. So the level rests where a person has this many
 * kills per death.
 */
const REST_KILLS_PER_DEATH = 1;

/** Store totals tell this much: a person with ten rounds and as many kills as deaths is a regular. */
const TRUSTED_ROUNDS = 10;
const STEPS_PER_RATIO = 3;
const BEST_RATIO = 1.5;

/**
 * Moves a level after kills and deaths: up for each kill, down for each death. This is the weighted up-down staircase
 * of psychophysics (Kaernbach 1991), whose steps shrink as in stochastic approximation. It needs no history: the level
 * is where kills and deaths balance.
 */
export function afterFights(before: PlayerLevel, kills: number, deaths: number): PlayerLevel {
  const move = Math.max(LEAST_MOVE, (FIRST_MOVE * HALF_AFTER) / (HALF_AFTER + before.fights));
  const level = before.level + move * (kills - deaths * REST_KILLS_PER_DEATH);
  return {
    level: Math.max(SKILL_STEPS.least, Math.min(SKILL_STEPS.most, level)),
    fights: before.fights + kills + deaths,
  };
}

/** Estimates the level of a person from the sums of their stored rounds. */
export function levelFromTotals(totals: { readonly rounds: number; readonly kills: number; readonly deaths: number }) {
  const ratio = Math.min(BEST_RATIO, totals.kills / Math.max(1, totals.deaths));
  const trust = Math.min(1, totals.rounds / TRUSTED_ROUNDS);
  return { level: NEWCOMER.level + trust * ratio * STEPS_PER_RATIO, fights: 0 };
}

/** Distance of the bots' steps from the level to either side. */
const SPREAD = 0.4;

/** Returns the steps of a room's bots, in turn, for people of whom the weakest has this level. */
export const stepsAround = (level: number): readonly number[] =>
  [level, level - SPREAD, level + SPREAD].map((step) =>
    Math.max(SKILL_STEPS.least, Math.min(SKILL_STEPS.most, Math.round(step))),
  );
