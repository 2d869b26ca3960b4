import { COLORS, type Appearance } from "@fray/shared-state/protocol/appearance";

import { toTint, type Colors, type Side } from "./palette.ts";

/** Tints of a body. */
export interface HullPaint {
  /** Undefined for a hull in the colours of its side. */
  readonly hull: number | undefined;
  readonly pattern: number;
  /** Of the trail that a dash leaves. */
  readonly trail: number;
}

/** A pattern is this much darker than its hull. */
const PATTERN_SHADE = 0.26;

/**
 * Returns how a body of a team (0 for none) is painted. The team's colour always wins where there are teams: a person's
 * own colour shows only without them, and there the barrel, the ring and the name keep the colour of the side.
 */
export function hullPaintOf(
  { color }: Pick<Appearance, "color">,
  { team, side }: { readonly team: number; readonly side: Side },
  { hulls, sides }: Pick<Colors, "hulls" | "sides">,
): HullPaint {
  const name = COLORS[color] ?? "none";
  const own = team === 0 && name !== "none" ? toTint(hulls[name]) : undefined;
  const shown = own ?? sides[side].tint;
  return { hull: own, pattern: darker(shown), trail: shown };
}

function darker(tint: number): number {
  const channel = (shift: number): number => Math.round(((tint >> shift) & 0xff) * PATTERN_SHADE) << shift;
  return channel(16) | channel(8) | channel(0);
}
