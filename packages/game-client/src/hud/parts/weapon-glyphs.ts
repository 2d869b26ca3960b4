import type { Weapon } from "@fray/shared-state/simulation/rules";

import type { Glyph } from "./glyph.ts";

/** Each weapon by how its shot flies, from left to right. */
export const WEAPON_GLYPHS: Readonly<Record<Weapon, Glyph>> = {
  pulse: { solid: "", lines: "M-10 0h3M-3 0H0M4 0H9M5.5-4 9.5 0 5.5 4" },
  rail: { solid: "", lines: "M-10-2.8H3M-10 2.8H3M3.5-7 10 0 3.5 7" },
  scatter: { solid: "", lines: "M-10 0h4M-2 0H10M-2.4-2 8-7M-2.4 2 8 7M1.5-2.6 9.2-4M1.5 2.6 9.2 4" },
  rocket: { solid: "M-5-3.4H3Q7.5-3.4 10 0 7.5 3.4 3 3.4H-5L-8.5 6.6V-6.6Z", lines: "M-11 0h.5" },
  orb: { solid: "M.6-2a4.6 4.6 0 1 1 9.2 0 4.6 4.6 0 1 1-9.2 0Z", lines: "M-10-7-6 6-1 1.6" },
};

export const WEAPON_TITLES: Readonly<Record<Weapon, string>> = {
  pulse: "Pulse",
  rail: "Rail",
  scatter: "Scatter",
  rocket: "Rocket",
  orb: "Orb",
};
