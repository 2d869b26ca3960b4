import { z } from "zod";

import { TITLES } from "../progress/titles.ts";

/** The parts of a look that others see, each with the number of choices. The first choice is the plain one. */
const PARTS = { color: 16, pattern: 8, trail: 4 } as const;

/** A look as its choices. All 0 is a body without paint. */
export type Appearance = Readonly<Record<keyof typeof PARTS, number>>;
export const PLAIN: Appearance = { color: 0, pattern: 0, trail: 0 };

/** Colours of hulls, by number. The page has their shades for each of its palettes; 0 is the colour of the side. */
export const COLORS = ["none", "rose", "coral", "gold", "lime", "mint", "sky", "violet", "white"] as const;
export const PATTERNS = ["none", "stripe", "stripes", "cross", "ring", "halves", "chevron", "checks"] as const;
export const TRAILS = ["ghost", "sparks", "rings", "ribbon"] as const;
const CHOICES = { color: COLORS, pattern: PATTERNS, trail: TRAILS } as const;

/** Number of the largest look: 9 bits are in use. */
const MOST = PARTS.color * PARTS.pattern * PARTS.trail - 1;

/** The number that stands for a look on the wire. It fits into 2 bytes. */
export const packAppearance = ({ color, pattern, trail }: Appearance): number =>
  color + PARTS.color * (pattern + PARTS.pattern * trail);

/** Returns the look of a number. A choice that this build does not know becomes the plain one. */
export function readAppearance(look: number): Appearance {
  const known = (part: keyof typeof PARTS, value: number): number => (value < CHOICES[part].length ? value : 0);
  const above = Math.floor(look / PARTS.color);
  return {
    color: known("color", look % PARTS.color),
    pattern: known("pattern", above % PARTS.pattern),
    trail: known("trail", Math.floor(above / PARTS.pattern) % PARTS.trail),
  };
}

/** A look as a client sends it: a number whose choices all exist. */
export const Look = z
  .number()
  .int()
  .min(0)
  .max(MOST)
  .refine((look) => packAppearance(readAppearance(look)) === look, "no such look");

/** Number of a title as a client sends it, see `TITLES`; 0 for none. */
export const Title = z.number().int().min(0).max(TITLES.length);
