import { decide } from "@fray/bot-client/internal/brain/decide";
import { createMemory, type Memory } from "@fray/bot-client/internal/brain/memory";
import { HeadlessRound, type Contestant as Fighting } from "@fray/bot-client/internal/ladder/headless-round";
import { navigationOf } from "@fray/bot-client/internal/navigation/navigation-of";
import type { Skill } from "@fray/bot-client/internal/skills/skill";
import { createRandom } from "@fray/netcode/core";
import type { Arena } from "@fray/shared-state/arena/arena";
import type { Mode } from "@fray/shared-state/match/modes";
import type { Input } from "@fray/shared-state/schema/input-frame";
import type { World } from "@fray/shared-state/simulation/world";

import { DT } from "../bot-client/scene.ts";

/** Longer than any headless match, so the time ends it. */
const ROUND_S = 3600;

export interface Contestant extends Fighting {
  readonly memory: Memory;
  /** Distance walked in u, jumps left out. */
  walked: number;
  /** Longest time in s that a living body stayed within a body's length. */
  stillFor: number;
}

export interface HeadlessMatch extends Pick<HeadlessRound, "world" | "match"> {
  readonly contestants: readonly Contestant[];
}

/**
 * Brains against brains under the rules alone: no sockets, no clock, and live from the first tick. `watch` sees every
 * input before it counts, `afterTick` what came of them.
 */
export function playHeadless(options: {
  arena: Arena;
  skills: readonly Skill[];
  seconds: number;
  seed: number;
  mode?: Mode;
  watch?: (contestant: Contestant, input: Input, world: World) => void;
  afterTick?: (match: HeadlessMatch) => void;
}): HeadlessMatch {
  const { arena, skills, seconds, seed, mode = "ffa", watch, afterTick } = options;
  const memories = skills.map((skill) => createMemory(skill, arena, navigationOf(arena)));
  const minds = memories.map((memory, index) => () => {
    const random = createRandom(seed * 1000 + index);
    return (view: Parameters<typeof decide>[1]) => decide(memory, view, random);
  });
  const round = new HeadlessRound({ arena, mode, dt: DT, seconds: ROUND_S, seed, minds });
  const contestants = round.contestants.map((contestant, index): Contestant => {
    const memory = memories[index];
    if (!memory) throw new Error("a contestant has a memory");
    return { ...contestant, memory, walked: 0, stillFor: 0 };
  });
  const { world, match } = round;
  const played = { world, match, contestants };
  const rests = contestants.map(() => ({ x: 0, y: 0, since: 0 }));
  for (let tick = 1; tick <= seconds / DT; tick++) {
    const inputs = round.ask() as Input[];
    for (const [index, input] of inputs.entries()) {
      const contestant = contestants[index];
      if (contestant) watch?.(contestant, input, world);
    }
    const before = contestants.map(({ fighter: { x, y, lives, teleports } }) => ({ x, y, lives, teleports }));
    round.step(inputs);
    afterTick?.(played);
    for (const [index, contestant] of contestants.entries()) {
      const { fighter } = contestant;
      const from = before[index];
      const rest = rests[index];
      if (!from || !rest) continue;
      const hasJumped = from.lives !== fighter.lives || from.teleports !== fighter.teleports;
      if (fighter.alive && !hasJumped) contestant.walked += Math.hypot(fighter.x - from.x, fighter.y - from.y);
      if (!fighter.alive || Math.hypot(fighter.x - rest.x, fighter.y - rest.y) > 1) {
        Object.assign(rest, { x: fighter.x, y: fighter.y, since: tick });
      }
      contestant.stillFor = Math.max(contestant.stillFor, (tick - rest.since) * DT);
    }
  }
  return played;
}
