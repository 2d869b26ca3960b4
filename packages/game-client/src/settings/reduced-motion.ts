import { MediaQuery } from "../platform/media-query.ts";
import { settings } from "./settings.ts";

/** What the player has told their system. */
export const systemReducedMotion = new MediaQuery("(prefers-reduced-motion: reduce)");

/**
 * Whether the player wants less motion, by their settings or by their system: no shake, no rumble, nothing that turns or
 * pulses by itself, fewer particles. It may change at any time.
 */
export function prefersReducedMotion(): boolean {
  const { reducedMotion } = settings.values;
  return reducedMotion === "system" ? systemReducedMotion.matches : reducedMotion === "on";
}
