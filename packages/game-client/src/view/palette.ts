/** Colours of the arena. Tints for sprites are numbers, paint for canvases is CSS. */
export const TINT = {
  self: 0x4cc9f0,
  other: 0xf8961e,
  selfLight: 0xbdeeff,
  otherLight: 0xffd7a3,
  danger: 0xff4d6d,
  spark: 0xffe3a8,
  smoke: 0x3a4a5c,
  shield: 0x9be7ff,
  heal: 0xb5e48c,
  white: 0xffffff,
} as const;

export const PAINT = {
  void: "#070b10",
  floorCentre: "#223142",
  floorEdge: "#141d28",
  gridMinor: "rgba(150, 190, 230, 0.035)",
  gridMajor: "rgba(150, 190, 230, 0.085)",
  gridCross: "rgba(170, 205, 240, 0.2)",
  mark: "rgba(140, 200, 240, 0.11)",
  wallTop: "#3d5168",
  wallTopLow: "#324457",
  wallFace: "#1a2532",
  wallFaceLow: "#121a24",
  wallLight: "#9dbfdf",
  wallLightSoft: "rgba(157, 191, 223, 0.3)",
  borderLight: "rgba(120, 214, 245, 0.55)",
  borderGlow: "rgba(76, 201, 240, 0.13)",
  wallSeam: "rgba(8, 13, 19, 0.22)",
  ink: "#0a1018",
} as const;
