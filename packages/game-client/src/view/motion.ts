const query = matchMedia("(prefers-reduced-motion: reduce)");

/** Whether the player asked their system for less motion: no shake, fewer particles. Asked anew each time. */
export const prefersReducedMotion = (): boolean => query.matches;
