import { decide } from "@fray/bot-client/internal/brain/decide";
import { createMemory } from "@fray/bot-client/internal/brain/memory";
import { HeadlessRound, type Mind } from "@fray/bot-client/internal/ladder/headless-round";
import { navigationOf } from "@fray/bot-client/internal/navigation/navigation-of";
import type { Skill } from "@fray/bot-client/internal/skills/skill";
import { createRandom } from "@fray/netcode/core";
import type { Arena } from "@fray/shared-state/arena/arena";
import type { Input } from "@fray/shared-state/schema/input-frame";

const DT = 1 / 30;
/** A duel without a death after this long, in s, counts for nobody. */
const LONGEST_S = 120;

/** Wins of both sides. */
export interface Duels {
  readonly won: number;
  readonly lost: number;
}

/** Fights duels between two skills, each to the first death by the other's hand. Sides change from duel to duel. */
export function fightDuels(arena: Arena, one: Skill, other: Skill, seeds: Iterable<number>): Duels {
  let won = 0;
  let lost = 0;
  for (const seed of seeds) {
    const isSwapped = seed % 2 === 1;
    const winner = duel(arena, isSwapped ? [other, one] : [one, other], seed);
    if (winner === undefined) continue;
    if ((winner === 0) !== isSwapped) won++;
    else lost++;
  }
  return { won, lost };
}

/** Returns the index of the skill that kills first; undefined when neither does. */
function duel(arena: Arena, skills: readonly Skill[], seed: number): number | undefined {
  const minds = skills.map((skill, index) => (): Mind => {
    const memory = createMemory(skill, arena, navigationOf(arena));
    const random = createRandom(seed * 1000 + index);
    return (view) => decide(memory, view, random);
  });
  const round = new HeadlessRound({ arena, mode: "ffa", dt: DT, seconds: 2 * LONGEST_S, seed, minds });
  for (let tick = 0; tick < LONGEST_S / DT; tick++) {
    round.step(round.ask() as Input[]);
    const winner = round.contestants.findIndex(({ member }) => member.kills > 0);
    if (winner !== -1) return winner;
  }
  return undefined;
}
