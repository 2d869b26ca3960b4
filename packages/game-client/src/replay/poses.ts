import { discontinuityCount } from "../connection/discontinuity.ts";
import type { RecordedBody, RecordedTick } from "./recorded.ts";

const TURN = 2 * Math.PI;

/** The bodies of ticks by id. */
const indexes = new WeakMap<RecordedTick, ReadonlyMap<number, RecordedBody>>();

export function bodyIn(tick: RecordedTick | undefined, id: number): RecordedBody | undefined {
  if (!tick) return undefined;
  let index = indexes.get(tick);
  if (!index) indexes.set(tick, (index = new Map(tick.bodies.map((body) => [body.id, body]))));
  return index.get(id);
}

export interface Pose {
  readonly x: number;
  readonly y: number;
  readonly aim: number;
  /** The discontinuity counter of the place. */
  readonly place: number;
  readonly dashing: boolean;
}

/** Where a body is at a moment between two ticks; undefined when it is not there. */
export function poseAt(at: (tick: number) => RecordedTick | undefined, id: number, position: number): Pose | undefined {
  const tick = Math.floor(position);
  const from = bodyIn(at(tick), id);
  if (!from) return undefined;
  const place = discontinuityCount(from);
  const dashing = from.dashSteps > 0;
  const to = bodyIn(at(tick + 1), id);
  if (!to || discontinuityCount(to) !== place) return { x: from.x, y: from.y, aim: from.aim, place, dashing };
  const share = position - tick;
  const turn = ((to.aim - from.aim + 3 * Math.PI) % TURN) - Math.PI;
  return {
    x: from.x + (to.x - from.x) * share,
    y: from.y + (to.y - from.y) * share,
    aim: from.aim + turn * share,
    place,
    dashing,
  };
}
