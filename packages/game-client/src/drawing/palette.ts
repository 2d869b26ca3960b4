import { HULL_PAINTS } from "../settings/hull-paints.ts";
import { PALETTE } from "../settings/palettes.ts";
import type { Settings } from "../settings/settings.ts";

/** The look of a body or a shot: side 1 is round and blue, side 2 is hexagonal and orange. */
export type Side = 1 | 2;
export const SIDES = [1, 2] as const;

/** Colours of one side. Tints for sprites are numbers, colours for canvases are CSS. */
export interface SideColors {
  readonly tint: number;
  readonly tintLight: number;
  readonly paint: string;
  readonly paintLight: string;
  readonly paintDeep: string;
}

/** All colours of the arena in one of the palettes. */
export interface Colors {
  readonly sides: Readonly<Record<Side, SideColors>>;
  readonly tint: Readonly<Record<TintName, number>>;
  /** Colours that people can give their hulls. CSS. */
  readonly hulls: (typeof HULL_PAINTS)[Settings["palette"]];
  readonly ground: GroundColors;
}

/** Colours of floor and walls. */
export interface GroundColors {
  readonly floorCentre: string;
  readonly floorEdge: string;
  readonly wallTop: string;
  readonly wallTopLow: string;
  readonly wallFace: string;
  readonly wallFaceLow: string;
  readonly wallLight: string;
  readonly wallLightSoft: string;
  readonly coverTop: string;
  readonly coverTopLow: string;
  readonly coverFace: string;
  readonly coverLight: string;
}

type TintName = keyof typeof TINTS | "danger" | "heal" | "ammo";

/** Tints that are the same in every palette: light, smoke, and things that have a distinct shape as well. */
const TINTS = {
  white: 0xffffff,
  spark: 0xffe3a8,
  fire: 0xff9a3d,
  smoke: 0x3a4a5c,
  dust: 0x9fb3c8,
  soot: 0x04070b,
  shield: 0x9be7ff,
  armour: 0xa9bdf2,
  weapon: 0xdfe9f5,
  overdrive: 0xf72585,
  crown: 0xffd166,
} as const;

const GROUND: GroundColors = {
  floorCentre: "#223142",
  floorEdge: "#141d28",
  wallTop: "#3d5168",
  wallTopLow: "#324457",
  wallFace: "#1a2532",
  wallFaceLow: "#121a24",
  wallLight: "#9dbfdf",
  wallLightSoft: "rgba(157, 191, 223, 0.3)",
  coverTop: "#8296ab",
  coverTopLow: "#6d8197",
  coverFace: "#35455a",
  coverLight: "#d5e6f6",
};

/** A darker floor and brighter walls, for a strong contrast between bodies and the ground. */
const GROUND_HIGH_CONTRAST: GroundColors = {
  ...GROUND,
  floorCentre: "#0d131b",
  floorEdge: "#080c12",
  wallTop: "#4c637d",
  wallTopLow: "#435870",
  wallLight: "#eef7ff",
  wallLightSoft: "rgba(238, 247, 255, 0.6)",
  coverTop: "#a9bdd2",
  coverTopLow: "#96abc2",
  coverLight: "#ffffff",
};

/** CSS colour of the dark area around the arena, and of the outline of sprites. */
export const VOID = "#070b10";
export const INK = "#0a1018";

/** Lines and lights on the floor and around it, faint on any ground. CSS. */
export const MARKS = {
  gridMinor: "rgba(150, 190, 230, 0.035)",
  gridMajor: "rgba(150, 190, 230, 0.085)",
  gridCross: "rgba(170, 205, 240, 0.2)",
  landmark: "rgba(140, 200, 240, 0.11)",
  borderLight: "rgba(120, 214, 245, 0.55)",
  borderGlow: "rgba(76, 201, 240, 0.13)",
  wallSeam: "rgba(8, 13, 19, 0.22)",
} as const;

/** Tints of the pairs of teleporters in the order of the map. Each pair also has its own number of dots. */
export const PAIR_TINTS = [0xb79cff, 0x5eead4, 0xffe066, 0xff9ecb, 0x9be7ff, 0xc8f169] as const;

export function colorsOf(palette: Settings["palette"]): Colors {
  const { blue, blueLight, orange, orangeLight, danger, good, warn } = PALETTE[palette];
  return {
    sides: { 1: sideColors(blue, blueLight), 2: sideColors(orange, orangeLight) },
    tint: { ...TINTS, danger: toTint(danger), heal: toTint(good), ammo: toTint(warn) },
    hulls: HULL_PAINTS[palette],
    ground: palette === "highContrast" ? GROUND_HIGH_CONTRAST : GROUND,
  };
}

const sideColors = (paint: string, paintLight: string): SideColors => ({
  tint: toTint(paint),
  tintLight: toTint(paintLight),
  paint,
  paintLight,
  paintDeep: toCss(darker(toTint(paint))),
});

/** A CSS colour "#rrggbb" as a tint. */
export const toTint = (css: string): number => Number.parseInt(css.slice(1), 16);
/** A tint as a CSS colour. */
export const toCss = (tint: number): string => `#${tint.toString(16).padStart(6, "0")}`;

/** Returns a tint with two thirds of the brightness and the same hue. */
function darker(tint: number): number {
  const channel = (shift: number): number => Math.round(((tint >> shift) & 0xff) * 0.66) << shift;
  return channel(16) | channel(8) | channel(0);
}

/** A CSS colour "#rrggbb" with an opacity of 0..1. */
export const withAlpha = (css: string, alpha: number): string =>
  `${css}${Math.round(alpha * 255)
    .toString(16)
    .padStart(2, "0")}`;
