import type { Frame } from "@fray/game-client/internal/connection/frame";
import type { Input } from "@fray/shared-state/schema/input-frame";

import { IDLE } from "./player.ts";

/** Nearer than this one has arrived. */
const ARRIVED_U = 0.2;

/** Returns the input that makes a player walk straight to a place in u and stay there. */
export function walkTo(frame: Frame | undefined, to: { readonly x: number; readonly y: number }): Input {
  const { x, y } = frame?.self ?? to;
  const distance = Math.hypot(to.x - x, to.y - y);
  return distance > ARRIVED_U ? { ...IDLE, moveX: (to.x - x) / distance, moveY: (to.y - y) / distance } : IDLE;
}
