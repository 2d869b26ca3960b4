import type { SeenBody, View } from "../view/view.ts";
import type { Vector } from "./geometry.ts";

/** Extrapolates a body to the present, assuming that its velocity has not changed. */
export function whereNow(view: View, body: SeenBody): Vector {
  const age = view.now - view.lookedAt + view.latency;
  return { x: body.x + body.vx * age, y: body.y + body.vy * age };
}
