import type { COLORS } from "@fray/shared-state/protocol/appearance";

import type { Settings } from "./settings.ts";

type ColorName = Exclude<(typeof COLORS)[number], "none">;
type Paints = Readonly<Record<ColorName, string>>;

/** Bright enough for the floor of every palette but one. */
const PAINTS: Paints = {
  rose: "#ff7a99",
  coral: "#ff8f66",
  gold: "#ffc93c",
  lime: "#a8e04c",
  mint: "#4fe0b0",
  sky: "#74c7ff",
  violet: "#b8a1ff",
  white: "#eef4fa",
};

/** The colours that people can give their hulls, as CSS colours "#rrggbb", in each palette. */
export const HULL_PAINTS: Readonly<Record<Settings["palette"], Paints>> = {
  default: PAINTS,
  colourBlind: PAINTS,
  highContrast: {
    rose: "#ff9db4",
    coral: "#ffb08f",
    gold: "#ffdf4d",
    lime: "#c4ff66",
    mint: "#7dffd0",
    sky: "#9bdcff",
    violet: "#d0c0ff",
    white: "#ffffff",
  },
};
