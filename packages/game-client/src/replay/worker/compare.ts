import type { BodyFieldName } from "@fray/shared-state/schema/body-fields";

import type { Comparison, Difference, Predictions } from "../comparison.ts";
import type { RulesPlayer } from "./rules.ts";

/** More than anybody looks at. */
const MOST_DIFFERENCES = 200;
/** A replay of one minute is far shorter. */
const MOST_TICKS = 20_000;

/** A player of any version of the rules, as far as it is used here. */
type ComparedPlayer = Pick<RulesPlayer, "tick" | "lastInputs" | "step"> & {
  readonly state: Pick<RulesPlayer["state"], "world">;
};

/**
 * Plays a replay to its end, and compares the body of one player after each input with what their page had predicted
 * for that input. A wrong prediction makes those after it wrong too until the page hears of it: that is one difference.
 */
export function compare(player: ComparedPlayer, { self, fields, fromTick, bodies }: Predictions): Comparison {
  const differences: Difference[] = [];
  const taken: [tick: number, seq: number][] = [];
  let last: number | undefined;
  let isEqual = true;
  for (let ticks = 0; ticks < MOST_TICKS && player.step(); ticks++) {
    const { tick, state, lastInputs } = player;
    const body = state.world.fighters.get(self);
    const seq = lastInputs?.get(self);
    const { events } = state.world;
    // No page predicts a death or a new life, and until it hears of it, what it predicts is of the life before.
    if (!body?.alive || events.some((event) => event.type === "spawn" && event.id === self)) isEqual = false;
    // A step without an input of its own repeats the last one for a while, and is undone when the input arrives.
    if (!body || seq === undefined || seq === last) continue;
    last = seq;
    taken.push([tick, seq]);
    const predicted = bodies.get(seq);
    if (!predicted || !body.alive || tick < fromTick) continue;
    const wrong = fields.flatMap((name, index) => {
      const server = Number(body[name as BodyFieldName]);
      const value = predicted[index] ?? 0;
      return server === value ? [] : [{ name, predicted: value, server }];
    });
    if (wrong.length > 0 && isEqual && differences.length < MOST_DIFFERENCES) {
      const isHit = events.some((event) => event.type === "hit" && event.victim === self);
      differences.push({ tick, seq, wrong, isHit });
    }
    isEqual = wrong.length === 0;
  }
  return { differences, taken };
}
