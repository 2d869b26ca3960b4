import type { Glyph } from "./glyph.ts";

const ring = (radius: number, x = 0, y = 0): string =>
  `M${x - radius} ${y}a${radius} ${radius} 0 1 1 ${2 * radius} 0 ${radius} ${radius} 0 1 1 ${-2 * radius} 0Z`;

/** The icons of the HUD. */
export const ICONS = {
  flag: { solid: "M-5-8.5H8L4.5-4.2 8 0H-5Z", lines: "M-6 9.5V-9.5" },
  overdrive: { solid: "M2-10-7.5 2H-1L-3 10 7.5-3H1Z", lines: "" },
  deed: { solid: "M0-9.5 2.8-3.4 9.4-2.7 4.5 1.7 5.8 8.2 0 4.9-5.8 8.2-4.5 1.7-9.4-2.7-2.8-3.4Z", lines: "" },
  target: { solid: ring(1.6), lines: `${ring(6)}M0-9.5V-3.5M0 3.5V9.5M-9.5 0H-3.5M3.5 0H9.5` },
  pin: { solid: "", lines: `M0 9.5C-2 5-6.5 2.5-6.5-2.5A6.5 6.5 0 0 1 6.5-2.5C6.5 2.5 2 5 0 9.5Z${ring(2, 0, -2.5)}` },
  hill: { solid: ring(3.4), lines: ring(8.6) },
  crown: { solid: "M-9 7V-5.5L-4.5-.5 0-8 4.5-.5 9-5.5V7Z", lines: "" },
  info: { solid: ring(1.3, 0, -4.4), lines: `${ring(9)}M0-.6V5` },
  eye: { solid: ring(3), lines: "M-10 0Q0-10 10 0 0 10-10 0Z" },
  menu: { solid: "", lines: "M-8-6H8M-8 0H8M-8 6H8" },
  chat: { solid: "", lines: "M-9-7.5H9V4H-1L-6 8.5V4H-9Z" },
  emote: {
    solid: `${ring(1.4, -3, -2)}${ring(1.4, 3, -2)}`,
    lines: `${ring(9)}M-4.4 2.6Q0 6.6 4.4 2.6`,
  },
  list: { solid: "", lines: "M-8-6h1.5M-3-6H8M-8 0h1.5M-3 0H8M-8 6h1.5M-3 6H8" },
  start: { solid: "M-5-8.5 9 0-5 8.5Z", lines: "" },
  bush: { solid: "", lines: "M-7.5 3C-8.5-6-1-8.5 8.5-8.5 8.5 1 4 7-4.5 6M-9 9.5-1 0" },
  shield: { solid: "", lines: "M0-9 8-6V0C8 5 4 8 0 9.5-4 8-8 5-8 0V-6Z" },
  close: { solid: "", lines: "M-6-6 6 6M6-6-6 6" },
  previous: { solid: "", lines: "M3-7-4 0 3 7" },
  next: { solid: "", lines: "M-3-7 4 0-3 7" },
  roam: {
    solid: "",
    lines: "M0-9V9M-9 0H9M-3-6 0-9 3-6M-3 6 0 9 3 6M-6-3-9 0-6 3M6-3 9 0 6 3",
  },
  settings: { solid: "", lines: `M-9-5H1M7-5H9M-9 5h2M-1 5H9${ring(3, 4, -5)}${ring(3, -4, 5)}` },
  link: {
    solid: "",
    lines:
      "M-1.6 1.6a4 4 0 0 1 0-5.6l3.2-3.2A4 4 0 0 1 7.2-1.6L5 .6M1.6-1.6a4 4 0 0 1 0 5.6l-3.2 3.2A4 4 0 0 1-7.2 1.6L-5-.6",
  },
  warning: { solid: ring(1.2, 0, 5), lines: "M0-8.5 9.5 8.5H-9.5ZM0-2.5V1.6" },
  rooms: { solid: "", lines: "M-9-9H-1V-1H-9ZM3-9H9V-1H3ZM-9 3H-1V9H-9ZM3 3H9V9H3Z" },
  plus: { solid: "", lines: "M0-8V8M-8 0H8" },
  people: {
    solid: `${ring(3.6, -3, -4.6)}M-10 8.5Q-10 1-3 1T4 8.5Z`,
    lines: "M4-8A3.4 3.4 0 0 1 4-1.4M6.5 2.2Q10 3.6 10 8",
  },
  person: { solid: `${ring(4, 0, -4.4)}M-8 9Q-8 1 0 1T8 9Z`, lines: "" },
  away: { solid: "", lines: `${ring(3.6, 0, -4.4)}M-7.5 9Q-7.5 1.5 0 1.5T7.5 9` },
  trophy: {
    solid: "M-5.5-9H5.5V-3A5.5 5.5 0 0 1-5.5-3Z",
    lines: "M-5.5-6.5H-9Q-9-1.5-5-1M5.5-6.5H9Q9-1.5 5-1M0 3V8M-4.5 9H4.5",
  },
  lock: { solid: "M-7-1H7V9H-7Z", lines: "M-4-2V-5A4 4 0 0 1 4-5V-2" },
  key: { solid: "", lines: `${ring(4, -4.5, 0)}M-.5 0H9V4M5 0V3` },
  refresh: { solid: "", lines: "M7.5-4A8.5 8.5 0 1 0 8.5 1M8.5-9V-3.5H3" },
  pause: { solid: "M-6-8H-2V8H-6ZM2-8H6V8H2Z", lines: "" },
  tickBack: { solid: "M5-8V8L-5 0Z", lines: "M-7-8V8" },
  tickForward: { solid: "M-5-8V8L5 0Z", lines: "M7-8V8" },
  download: { solid: "", lines: "M0-9V4M-5-1 0 4 5-1M-8 8.5H8" },
  clip: { solid: ring(3.4), lines: "M-9-7H9V7H-9Z" },
  picture: { solid: ring(1.6, -3.4, -2.6), lines: "M-9-7.5H9V7.5H-9ZM-9 5.5-3.5.5.5 4 4.5-.5 9 4" },
  film: { solid: "M-3-4.5 4.5 0-3 4.5Z", lines: "M-9.5-8H9.5V8H-9.5Z" },
  check: { solid: "", lines: "M-7 .5-2 5.5 7.5-5" },
} as const satisfies Record<string, Glyph>;
