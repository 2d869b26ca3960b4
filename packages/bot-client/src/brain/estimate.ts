import type { SeenBody, View } from "../view/view.ts";
import type { Vector } from "./geometry.ts";

/** Where a body is by now, as far as one can tell: it went on as it was going. */
export function whereNow(view: View, body: SeenBody): Vector {
  const age = view.now - view.lookedAt + view.latency;
  return { x: body.x + body.vx * age, y: body.y + body.vy * age };
}
