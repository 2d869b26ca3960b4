import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

const SOURCE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What the guidelines ask for. A game over the whole page has no landmarks, which axe would also like to see. */
const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

interface Found {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
  }[];
}

/** Returns the faults of accessibility that axe finds in a page, with the elements that have them. */
export async function axeFaults(page: Page): Promise<string[]> {
  const { violations } = await page.evaluate<Found>(`${SOURCE}; axe.run({ runOnly: ${JSON.stringify(WCAG)} })`);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary = "" }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`),
  );
}
