import { CROSSHAIR_COLORS, CROSSHAIR_SHAPES } from "./crosshair.ts";
import { settings } from "./settings.ts";

const SHAPES = 8;

/** The settings that move with an identity, as numbers: a code stays short, and the server need not know their names. */
export function carriedSettings(): { look: number; title: number; crosshair: number } {
  const { look, title, crosshair, crosshairColor } = settings.values;
  const number = CROSSHAIR_SHAPES.indexOf(crosshair) + SHAPES * CROSSHAIR_COLORS.indexOf(crosshairColor);
  return { look, title, crosshair: number };
}

/** Applies the settings of another device. What this build does not know gets its default. */
export function applyCarried({ look, title, crosshair }: ReturnType<typeof carriedSettings>): void {
  settings.set({
    look,
    title,
    crosshair: CROSSHAIR_SHAPES[crosshair % SHAPES] ?? "ticks",
    crosshairColor: CROSSHAIR_COLORS[Math.floor(crosshair / SHAPES)] ?? "white",
  });
}
