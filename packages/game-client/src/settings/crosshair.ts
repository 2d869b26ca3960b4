/** Shapes and colours of the crosshair. Nobody but the player sees it. */
export const CROSSHAIR_SHAPES = ["ticks", "cross", "diagonal", "dot"] as const;
export type CrosshairShape = (typeof CROSSHAIR_SHAPES)[number];

export const CROSSHAIR_COLORS = ["white", "cyan", "lime", "yellow", "pink"] as const;
export type CrosshairColor = (typeof CROSSHAIR_COLORS)[number];

/** CSS colours "#rrggbb", bright on the floor of every palette. */
export const CROSSHAIR_PAINTS: Readonly<Record<CrosshairColor, string>> = {
  white: "#ffffff",
  cyan: "#5ff0ff",
  lime: "#b6ff3c",
  yellow: "#ffef5c",
  pink: "#ff9ad5",
};
