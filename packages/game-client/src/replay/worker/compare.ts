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
 * for that input. A wrong prediction makes those after it wrong too until the page hears of that tick: that is one
 * difference. So it is with a death and a new life, which no page predicts.
 */
export function compare(player: ComparedPlayer, { self, fields, fromTick, heard, bodies }: Predictions): Comparison {
  const differences: Difference[] = [];
  const taken: [tick: number, seq: number][] = [];
  let last: number | undefined;
  /** The first input that was predicted with knowledge of everything that no page predicts. */
  let knownFrom = 0;
  let next = 0;
  const forgive = (tick: number): void => {
    while ((heard[next]?.[0] ?? Infinity) < tick) next++;
    knownFrom = heard[next]?.[1] ?? Infinity;
  };
  for (let ticks = 0; ticks < MOST_TICKS && player.step(); ticks++) {
    const { tick, state, lastInputs } = player;
    const body = state.world.fighters.get(self);
    const seq = lastInputs?.get(self);
    const { events } = state.world;
    if (!body?.alive || events.some((event) => event.type === "spawn" && event.id === self)) forgive(tick);
    // A step without an input of its own repeats the last one for a while, and is undone when the input arrives.
    if (!body || seq === undefined || seq === last) continue;
    last = seq;
    taken.push([tick, seq]);
    const predicted = bodies.get(seq);
    if (!predicted || tick < fromTick || seq < knownFrom) continue;
    const wrong = fields.flatMap((name, index) => {
      const server = Number(body[name as BodyFieldName]);
      const value = predicted[index] ?? 0;
      return server === value ? [] : [{ name, predicted: value, server }];
    });
    if (wrong.length === 0) continue;
    forgive(tick);
    const isHit = events.some((event) => event.type === "hit" && event.victim === self);
    if (differences.length < MOST_DIFFERENCES) differences.push({ tick, seq, wrong, isHit });
  }
  return { differences, taken };
}
