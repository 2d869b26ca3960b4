import type { Skill } from "@fray/bot-client/internal/skills/skill";
import type { Arena } from "@fray/shared-state/arena/arena";

import { playBots } from "./headless-bots.ts";

/** A duel without a kill after this long, in s, counts for nobody. */
const LONGEST_S = 120;

/** Wins of both sides. */
export interface Duels {
  readonly won: number;
  readonly lost: number;
}

/** Fights duels between two skills, one for each seed, each to the first kill. Sides change from duel to duel. */
export function fightDuels(arena: Arena, one: Skill, other: Skill, seeds: Iterable<number>): Duels {
  let won = 0;
  let lost = 0;
  for (const seed of seeds) {
    const isSwapped = seed % 2 === 1;
    const winner = duel(arena, isSwapped ? [other, one] : [one, other], seed);
    if (winner === -1) continue;
    if ((winner === 0) !== isSwapped) won++;
    else lost++;
  }
  return { won, lost };
}

/** Returns the index of the skill that kills first; -1 when neither does. */
function duel(arena: Arena, pair: readonly Skill[], seed: number): number {
  const skills = pair.map((skill) => () => skill);
  const { contestants } = playBots({ arena, mode: "ffa", skills, seed, seconds: LONGEST_S }, (round) =>
    round.contestants.some(({ member }) => member.kills > 0),
  );
  return contestants.findIndex(({ member }) => member.kills > 0);
}
