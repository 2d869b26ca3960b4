import { decide } from "@fray/bot-client/internal/brain/decide";
import { createMemory } from "@fray/bot-client/internal/brain/memory";
import { HeadlessRound, type Mind } from "@fray/bot-client/internal/ladder/headless-round";
import { navigationOf } from "@fray/bot-client/internal/navigation/navigation-of";
import type { Skill } from "@fray/bot-client/internal/skills/skill";
import { createRandom } from "@fray/netcode/core";
import type { Arena } from "@fray/shared-state/arena/arena";
import type { Mode } from "@fray/shared-state/match/modes";
import type { Input } from "@fray/shared-state/schema/input-frame";

const DT = 1 / 30;
const LONGEST_ROUND_S = 3600;

/** A bot whose skill may change from life to life. */
export type SkillNow = () => Skill;

/**
 * Plays a round of bots under the rules alone, for at most `seconds`. `afterStep` sees the round after each step; it
 * ends the round by returning true.
 */
export function playBots(
  {
    arena,
    mode,
    skills,
    seed,
    seconds,
  }: {
    arena: Arena;
    mode: Mode;
    skills: readonly SkillNow[];
    seed: number;
    seconds: number;
  },
  afterStep: (round: HeadlessRound, step: number) => boolean | void = () => {},
): HeadlessRound {
  const minds = skills.map((skill, index) => (): Mind => {
    const memory = createMemory(skill(), arena, navigationOf(arena));
    const random = createRandom(seed * 1000 + index);
    return (view) => {
      if (view.self?.lives !== memory.lives) memory.skill = skill();
      return decide(memory, view, random);
    };
  });
  const round = new HeadlessRound({ arena, mode, dt: DT, seconds: LONGEST_ROUND_S, seed, minds });
  for (let step = 1; step <= seconds / DT; step++) {
    round.step(round.ask() as Input[]);
    if (afterStep(round, step) === true) break;
  }
  return round;
}
