import { settings } from "../settings/settings.ts";

const query = matchMedia("(prefers-reduced-motion: reduce)");

/**
 * Whether the player wants less motion, here or by their system: no shake, nothing that turns or pulses by itself, fewer
 * particles. Asked anew each time.
 */
export function prefersReducedMotion(): boolean {
  const { reducedMotion } = settings.values;
  return reducedMotion === "system" ? query.matches : reducedMotion === "on";
}
