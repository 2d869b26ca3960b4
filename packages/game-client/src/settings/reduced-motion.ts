import { settings } from "./settings.ts";

const query = matchMedia("(prefers-reduced-motion: reduce)");

/** Whether the player wants less motion, by their settings or by their system: no shake, no rumble, fewer particles. */
export function prefersReducedMotion(): boolean {
  const { reducedMotion } = settings.values;
  return reducedMotion === "system" ? query.matches : reducedMotion === "on";
}
