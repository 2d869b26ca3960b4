import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";

/** Built by `npm test`, like the page that servers of other tests send. */
const DIST = new URL("../../packages/game-client/dist/", import.meta.url);
const BUDGET_BYTES = 440_000;
/**
 * What loads when somebody opens a dialog, enters the lobby, is in a party, trains, ends a round or looks at the network, when
 * WebSockets do not pass, or when somebody saves the last minute or opens it.
 */
const LATER =
  /^(?:live-lobby|lobby|race|menu-dialog|owner-dialog|people-dialog|profile-dialog|report-form|settings-dialog|rows|results-panel|training-part|trace-(?:file|magic)|trace-button|open-trace|invite-dialog|net-graph|party|party-dialog|party-panel)-/;
const LATER_BUDGET_BYTES = 48_000;
/** What loads when somebody watches a replay, besides what a fight needs. */
const VIEWER = /^(?:open-viewer|replay-(?:bar|game|session|worker))-/;
const VIEWER_BUDGET_BYTES = 21_000;
/** What loads with the first clip, besides `replay-game`. */
const CLIPS = /^open-clips-/;
const CLIPS_BUDGET_BYTES = 5000;
/** Budget for the files that the menu needs. */
const MENU_BUDGET_BYTES = 120_000;

const assets = readdirSync(new URL("assets/", DIST));
const read = (asset: string): Buffer => readFileSync(new URL(`assets/${asset}`, DIST));
const zipped = (asset: string): number => gzipSync(read(asset), { level: 9 }).length;
const sum = (sizes: readonly number[]): number => sizes.reduce((total, size) => total + size, 0);

/** A script and all scripts that it imports. */
function withImports(script: string, found = new Set<string>()): Set<string> {
  if (found.has(script)) return found;
  found.add(script);
  for (const [, path] of read(script)
    .toString()
    .matchAll(/(?:from|import)\s*"\.\/([^"]+)"/g)) {
    if (path) withImports(path, found);
  }
  return found;
}

test("scripts, styles and font up to the first fight are below 440 kB as gzip, what loads later below 48 kB, the viewer of replays below 21, and clips below 5", () => {
  const scripts = assets.filter((asset) => /\.(?:js|css)$/.test(asset));
  const {
    later = [],
    viewer = [],
    clips = [],
    first: code = [],
  } = Object.groupBy(scripts, (asset) => {
    if (LATER.test(asset)) return "later";
    if (CLIPS.test(asset)) return "clips";
    return VIEWER.test(asset) ? "viewer" : "first";
  });
  expect(later).toHaveLength(32);
  expect(sum(later.map(zipped))).toBeLessThan(LATER_BUDGET_BYTES);
  expect(clips).toHaveLength(2);
  expect(sum(clips.map(zipped))).toBeLessThan(CLIPS_BUDGET_BYTES);
  expect(viewer).toHaveLength(6);
  expect(sum(viewer.map(zipped))).toBeLessThan(VIEWER_BUDGET_BYTES);
  // Browsers fetch font files for other scripts only when a name contains such letters.
  const font = assets.filter((asset) => /latin-wght-normal.*\.woff2$/.test(asset));
  expect(code.length).toBeGreaterThan(4);
  expect(font).toHaveLength(1);
  expect(sum(code.map(zipped)) + sum(font.map((file) => read(file).length))).toBeLessThan(BUDGET_BYTES);
});

test("the menu needs a quarter of that, and no part of Phaser", () => {
  const page = readFileSync(new URL("index.html", DIST), "utf8");
  const entry = /<script[^>]* src="\.\/assets\/([^"]+)"/.exec(page)?.[1] ?? "";
  const scripts = [...withImports(entry)];
  const styles = [...page.matchAll(/<link rel="stylesheet"[^>]* href="\.\/assets\/([^"]+)"/g)].map(
    ([, name]) => name ?? "",
  );
  expect(styles.length).toBeGreaterThan(0);
  expect(sum([...scripts, ...styles].map(zipped))).toBeLessThan(MENU_BUDGET_BYTES);
  for (const script of scripts) expect(read(script).toString()).not.toMatch(/Phaser/);
  expect(page).not.toMatch(/phaser/i);
});
