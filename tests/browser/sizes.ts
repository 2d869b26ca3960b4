import { TAKES_PICTURES } from "./pictures.ts";

export type Size = readonly [width: number, height: number];
export type Sizes = Readonly<Record<"touch" | "keyboard", readonly Size[]>>;

/** Sizes of the page, by what people hold or look at. */
export const ALL_HUD_SIZES: Sizes = {
  touch: [
    [320, 568],
    [360, 740],
    [640, 360],
    [740, 360],
  ],
  keyboard: [
    [480, 270],
    [640, 360],
    [800, 600],
    [960, 540],
    [1280, 720],
    [1920, 1080],
    [2560, 1440],
  ],
};

/** Sizes at which a larger HUD has some room and little room. */
export const ALL_SCALED_SIZES: Sizes = {
  touch: [
    [412, 915],
    [915, 412],
  ],
  keyboard: [
    [960, 540],
    [1280, 720],
  ],
};

export const ALL_MENU_SIZES: Sizes = {
  touch: [
    [320, 568],
    [360, 740],
    [412, 915],
    [740, 360],
  ],
  keyboard: [[1280, 720]],
};

/** The smallest of each kind; `tests/long/layouts.test.ts` has all. So have pictures, which people look at. */
const oneOfEach = (few: Sizes, all: Sizes): Sizes => (TAKES_PICTURES ? all : few);

export const HUD_SIZES = oneOfEach(
  {
    touch: [[320, 568]],
    keyboard: [[640, 360]],
  },
  ALL_HUD_SIZES,
);

export const MENU_SIZES = oneOfEach(
  {
    touch: [[320, 568]],
    keyboard: [[1280, 720]],
  },
  ALL_MENU_SIZES,
);
