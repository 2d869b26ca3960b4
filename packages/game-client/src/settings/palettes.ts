import type { Settings } from "./settings.ts";

/**
 * The colours with a meaning, in the arena and around it. Wherever such a colour is used, a shape or a word has the
 * same meaning. Each is a CSS colour "#rrggbb".
 */
export interface Palette {
  /**
   * The player in modes without teams, and team 1: always a circle, and blue in every palette, because the team is
   * called Blue.
   */
  readonly blue: string;
  readonly blueLight: string;
  /** All others in modes without teams, and team 2: always a hexagon, and orange in every palette. */
  readonly orange: string;
  readonly orangeLight: string;
  readonly danger: string;
  readonly good: string;
  readonly warn: string;
}

export const PALETTE: Readonly<Record<Settings["palette"], Palette>> = {
  default: {
    blue: "#4cc9f0",
    blueLight: "#bdeeff",
    orange: "#f8961e",
    orangeLight: "#ffd7a3",
    danger: "#ff4d6d",
    good: "#b5e48c",
    warn: "#ffd166",
  },
  // A palette for players with red-green colour blindness, after IBM's palette: blue, amber and magenta, and white
  // for good effects.
  colourBlind: {
    blue: "#6b9bff",
    blueLight: "#c9daff",
    orange: "#ffb000",
    orangeLight: "#ffe3a3",
    danger: "#ff4fa3",
    good: "#f4f8ff",
    warn: "#ffe45c",
  },
  highContrast: {
    blue: "#00d5ff",
    blueLight: "#d6f8ff",
    orange: "#ff9d00",
    orangeLight: "#ffe6bf",
    danger: "#ff3b5c",
    good: "#b6ff3c",
    warn: "#ffff4d",
  },
};
