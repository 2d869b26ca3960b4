import type { Emote } from "@fray/shared-state/protocol/messages";

import type { Glyph } from "./glyph.ts";

const FACE = "M9 0A9 9 0 1 1-9 0 9 9 0 0 1 9 0Z";
const petal = (x: number, y: number): string => `M${x - 2.6} ${y}a2.6 2.6 0 1 0 5.2 0 2.6 2.6 0 1 0-5.2 0Z`;
const finger = (x: number, top: number): string => `M${x - 1.3} ${top}a1.3 1.3 0 0 1 2.6 0V3h-2.6Z`;

/** The icons of all emotes, for the emote wheel and for the bubble over a body. */
export const EMOTE_ICONS: Readonly<Record<Emote, Glyph>> = {
  hello: {
    solid: `${finger(-4.9, -5)}${finger(-1.9, -7.5)}${finger(1.1, -7.2)}${finger(4.1, -5)}M-6.2 2.4H5.4V2.6L7.4-.6a1.4 1.4 0 0 1 2.5 1.2L7 7.2A5 5 0 0 1 2.4 10h-3A5.6 5.6 0 0 1-6.2 4.4Z`,
    lines: "",
  },
  nice: {
    solid:
      "M-9.5-1.5h4V8.5h-4ZM-4-1.2.4-9a2.5 2.5 0 0 1 3.7 2.8L3.2-2.5H7.6a2.3 2.3 0 0 1 2.2 2.8L8.4 6.7a2.3 2.3 0 0 1-2.2 1.8H-4Z",
    lines: "",
  },
  thanks: {
    solid: [petal(0, -7), petal(3.4, -4.5), petal(2.1, -0.5), petal(-2.1, -0.5), petal(-3.4, -4.5)].join(""),
    lines: "M0 3V9.5M0 8C1 5.5 3.5 4.6 5.6 4.8 5.4 7 3 8.4 0 8M0 9C-1 6.6-3 5.6-5.2 6",
  },
  sorry: {
    solid: "M-4.4-2a1.4 1.4 0 1 1 2.8 0 1.4 1.4 0 0 1-2.8 0ZM1.6-2a1.4 1.4 0 1 1 2.8 0 1.4 1.4 0 0 1-2.8 0Z",
    lines: `${FACE}M-3.6 5.2Q0 2.2 3.6 5.2M-4.9-4.4-2.3-5.4M4.9-4.4 2.3-5.4`,
  },
  laugh: {
    solid: "M-5 1H5A5 5 0 0 1-5 1Z",
    lines: `${FACE}M-5.2-2-3.4-4.2-1.6-2M1.6-2 3.4-4.2 5.2-2`,
  },
  angry: {
    solid: "M-4.2-.6a1.3 1.3 0 1 1 2.6 0 1.3 1.3 0 0 1-2.6 0ZM1.6-.6a1.3 1.3 0 1 1 2.6 0 1.3 1.3 0 0 1-2.6 0Z",
    lines: `${FACE}M-5.2-4.6-1.6-2.9M5.2-4.6 1.6-2.9M-3.4 5.2H3.4`,
  },
  question: {
    solid: "M-1.7 8a1.7 1.7 0 1 1 3.4 0 1.7 1.7 0 0 1-3.4 0Z",
    lines: "M-4.6-4.4A4.6 4.6 0 1 1 2.6-.6C.8.6 0 1.6 0 3.4",
  },
  heart: {
    solid: "M0 8.6C-6.4 3.8-9.4 1-9.4-3A4.9 4.9 0 0 1 0-5 4.9 4.9 0 0 1 9.4-3C9.4 1 6.4 3.8 0 8.6Z",
    lines: "",
  },
};

/** The text of each emote for people who use a screen reader. */
export const EMOTE_TITLES: Readonly<Record<Emote, string>> = {
  hello: "Hello",
  nice: "Nice one",
  thanks: "Thanks",
  sorry: "Sorry",
  laugh: "Ha ha",
  angry: "Grr",
  question: "What?",
  heart: "Love it",
};
