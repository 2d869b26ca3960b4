import type { Frame, Page } from "playwright-core";

/** The parts of the page answer a change of its size with the second frame after it. */
const ANSWER_FRAMES = 2;
/** A fault of a layout that is still changing is gone after this many. */
const SETTLE_FRAMES = 60;

/** Calls `find` in the page and returns the faults that remain when the page has settled. */
export const lastingFaults = (page: Page | Frame, find: () => readonly string[]): Promise<readonly string[]> =>
  page.evaluate<readonly string[]>(`(async (find) => {
    for (let frame = 0; frame < ${ANSWER_FRAMES}; frame++) await new Promise(requestAnimationFrame);
    let faults = find();
    for (let frame = 0; frame < ${SETTLE_FRAMES} && faults.length > 0; frame++) {
      await new Promise(requestAnimationFrame);
      faults = find();
    }
    return faults;
  })(${find.toString()})`);
