import type { Frame, Page } from "playwright-core";

import type { Size } from "./sizes.ts";

/** The parts of the page answer a change of its size with the third frame after it. */
const ANSWER_FRAMES = 3;
/** A fault of a layout that is still changing is gone after this many. */
const SETTLE_FRAMES = 60;

/** Calls `find` in the page once it has this size, and returns the faults that remain when the page has settled. */
export const lastingFaults = (
  page: Page | Frame,
  [width, height]: Size,
  find: () => readonly string[],
): Promise<readonly string[]> =>
  page.evaluate<readonly string[]>(`(async (find) => {
    const nextFrame = () => new Promise(requestAnimationFrame);
    while (innerWidth !== ${width} || innerHeight !== ${height}) await nextFrame();
    for (let frame = 0; frame < ${ANSWER_FRAMES}; frame++) await nextFrame();
    let faults = find();
    for (let frame = 0; frame < ${SETTLE_FRAMES} && faults.length > 0; frame++) {
      await nextFrame();
      faults = find();
    }
    return faults;
  })(${find.toString()})`);
