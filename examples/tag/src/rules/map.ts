/** The map and the part of it that a screen shows, in u: one u is the diameter of a body. The map is larger than the screen. */
export const MAP = { width: 60, height: 40 } as const;
export const SCREEN = { width: 28, height: 16 } as const;

/** Round pillars that nobody runs through. */
export const PILLARS = [
  { x: 30, y: 20, radius: 3 },
  { x: 16, y: 12, radius: 2 },
  { x: 44, y: 12, radius: 2 },
  { x: 30, y: 33, radius: 2 },
] as const;
