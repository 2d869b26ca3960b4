import { SKILLS } from "@fray/bot-client/internal/skills/steps";
import type { Arena } from "@fray/shared-state/arena/arena";

import { playBots } from "./headless-bots.ts";

/** Two reversals within so many steps look like trembling. */
const TREMBLE_STEPS = 6;
const STEPS_PER_S = 30;
/** From this share of a hill's radius on a body is at its edge. */
const EDGE_SHARE = 0.7;
const FIGHTERS = 6;

/** Times a second of a living body. */
export interface Reversals {
  readonly reversals: number;
  /** Reversals soon after another one. */
  readonly trembles: number;
}

/** Plays rounds of bots on a map's hills and counts how often bodies reverse in the inner part, at the edge, and elsewhere. */
export function countReversals(arena: Arena, seeds: readonly number[], seconds: number) {
  const counts = {
    inside: { steps: 0, reversals: 0, trembles: 0 },
    edge: { steps: 0, reversals: 0, trembles: 0 },
    elsewhere: { steps: 0, reversals: 0, trembles: 0 },
  };
  for (const seed of seeds) {
    const before = new Map<number, { vx: number; vy: number; reversedAt: number }>();
    const skills = Array.from({ length: FIGHTERS }, () => () => SKILLS.regular);
    playBots({ arena, mode: "hill", skills, seed, seconds }, ({ contestants, match }, step) => {
      const { hill } = match.state;
      for (const { fighter } of contestants) {
        if (!fighter.alive) continue;
        const { id, x, y, vx, vy } = fighter;
        const share = Math.hypot(x - hill.x, y - hill.y) / hill.radius;
        const count = counts[share > 1 ? "elsewhere" : share > EDGE_SHARE ? "edge" : "inside"];
        const was = before.get(id) ?? { vx: 0, vy: 0, reversedAt: -Infinity };
        const hasReversed = was.vx * vx + was.vy * vy < 0;
        count.steps++;
        count.reversals += Number(hasReversed);
        count.trembles += Number(hasReversed && step - was.reversedAt < TREMBLE_STEPS);
        before.set(id, { vx, vy, reversedAt: hasReversed ? step : was.reversedAt });
      }
    });
  }
  const rateOf = ({ steps, reversals, trembles }: (typeof counts)["edge"]): Reversals => ({
    reversals: (reversals * STEPS_PER_S) / steps,
    trembles: (trembles * STEPS_PER_S) / steps,
  });
  return { inside: rateOf(counts.inside), edge: rateOf(counts.edge), elsewhere: rateOf(counts.elsewhere) };
}
