import { MediaQuery } from "../platform/media-query.ts";
import { settings } from "./settings.ts";

/** The system's setting for reduced motion. */
export const systemReducedMotion = new MediaQuery("(prefers-reduced-motion: reduce)");

/**
 * Whether the player wants less motion, by their settings or by their system: no shake, no rumble, no turning or
 * pulsing decoration, fewer particles. It may change at any time.
 */
export function prefersReducedMotion(): boolean {
  const { reducedMotion } = settings.values;
  return reducedMotion === "system" ? systemReducedMotion.matches : reducedMotion === "on";
}
