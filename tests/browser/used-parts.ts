import { expect } from "vitest";

import { fight, openEverything } from "./fight.ts";
import { noteUsedParts } from "./platform.ts";

/** The optional parts of the browser that the page at `url` uses in a fight and in all its dialogs. */
export async function findUsedParts(url: string): Promise<readonly string[]> {
  const page = await fight(url, { before: noteUsedParts() });
  await openEverything(page);
  const used = await page.evaluate(() => [...window.usedParts]);
  await page.context().close();
  expect(used).toEqual(
    expect.arrayContaining(["Navigator.prototype.getGamepads", "window.localStorage", "window.AudioContext"]),
  );
  return used;
}

/**
 * Sets of the parts such that, for every two parts, one set has the first and not the second. So no missing part can
 * hide an error that another missing part causes.
 */
export function separatingSets(parts: readonly string[]): string[][] {
  const bits = Array.from({ length: Math.ceil(Math.log2(parts.length)) }, (_, bit) => 2 ** bit);
  return bits.flatMap((bit) => [0, bit].map((wanted) => parts.filter((_, index) => (index & bit) === wanted)));
}
