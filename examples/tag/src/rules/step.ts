import { type Body, MOTION } from "./body.ts";
import { MAP, PILLARS } from "./map.ts";
import type { Input } from "./state.ts";

/** How long a body waits for its player after a lost connection. */
export const RECONNECTION_WINDOW_S = 10;
export const RADIUS = 0.5;
/** Running speed in u/s. The chaser is a little faster. */
export const RUN_SPEED = 7;
export const CHASE_SPEED = 8;
/** Acceleration of a body, in u/s². */
const ACCELERATION = 40;

/**
 * Moves a body by one input. Server and client run this same function, so a prediction is right to the last bit. It
 * reads only its arguments, snaps what it writes to the precision that is sent, and uses no function whose result
 * differs between JavaScript engines.
 */
export function stepBody(body: Body, { moveX, moveY }: Input, dt: number): void {
  const speed = (body.isIt ? CHASE_SPEED : RUN_SPEED) / Math.max(1, Math.sqrt(moveX * moveX + moveY * moveY));
  body.vx = approach(body.vx, moveX * speed, ACCELERATION * dt);
  body.vy = approach(body.vy, moveY * speed, ACCELERATION * dt);
  body.x += body.vx * dt;
  body.y += body.vy * dt;
  for (const { x, y, radius } of PILLARS) {
    const [dx, dy] = [body.x - x, body.y - y];
    const push = (radius + RADIUS) / Math.sqrt(dx * dx + dy * dy);
    if (push > 1 && push < Infinity) Object.assign(body, { x: x + dx * push, y: y + dy * push });
  }
  body.x = Math.min(MAP.width - RADIUS, Math.max(RADIUS, body.x));
  body.y = Math.min(MAP.height - RADIUS, Math.max(RADIUS, body.y));
  MOTION.snap(body);
}

const approach = (from: number, to: number, step: number): number =>
  from < to ? Math.min(to, from + step) : Math.max(to, from - step);
