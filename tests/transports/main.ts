import { HELP, OptionError } from "@fray/bot-client/internal/command-line";

import { measuredOn } from "../../bench/measured-on.ts";
import { readTable, writeTable } from "../../bench/write-table.ts";
import type { Browser } from "./browsers/browser.ts";
import { openChromium } from "./browsers/chromium.ts";
import { openFirefox } from "./browsers/firefox.ts";
import { openWebKit } from "./browsers/webkit.ts";
import { isFine, runMatrix } from "./matrix.ts";
import { helpText, parseOptions, type BrowserName, type MatrixOptions } from "./options.ts";
import { PATHS } from "./paths/index.ts";
import { describeCell, describeExpected } from "./table.ts";

const OPEN: Readonly<Record<BrowserName, () => Promise<Browser | { readonly missing: string }>>> = {
  chromium: openChromium,
  firefox: openFirefox,
  webkit: openWebKit,
};

const [DOCUMENT, TABLE] = ["docs/transports.md", "matrix"];

// What was started ends with this process, also when that is ended.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));

const options = read();
const paths = PATHS.filter(
  ({ name }) => options.paths.length === 0 || options.paths.some((word) => name.includes(word)),
);
const browsers = await Promise.all(
  options.browsers.map(async (name) => {
    const browser = await OPEN[name]();
    return "missing" in browser ? { name, missing: browser.missing } : browser;
  }),
);
// Cells that are not run keep what an earlier run has written.
const written = new Map(readTable(DOCUMENT, TABLE).map((row) => [row["path"], row]));
const rows = new Map(
  PATHS.map(({ name, expected }) => [name, { ...written.get(name), path: name, expected: describeExpected(expected) }]),
);
const isWhole = paths.length === PATHS.length && browsers.length === Object.keys(OPEN).length;
let failures = 0;
await runMatrix({
  ...options,
  paths,
  browsers,
  onCell({ name, expected }, browser, cell) {
    const text = describeCell(cell);
    console.log(`${name} | ${browser} | ${text}`);
    if (!isFine(cell)) {
      failures++;
      console.log(`  expected: ${describeExpected(expected)}`);
    }
    Object.assign(rows.get(name) ?? {}, { [browser]: text });
  },
});
for (const browser of browsers) if (!("missing" in browser)) await browser.close();
if (options.write) {
  const caption = measuredOn("npm run test:transports --");
  writeTable(DOCUMENT, TABLE, [...rows.values()], isWhole ? caption : `${caption} Other cells are of an earlier run.`);
}
process.exit(failures > 0 ? 1 : 0);

/** Returns the options, or prints one line and exits with code 1. */
function read(): MatrixOptions {
  try {
    const parsed = parseOptions(process.argv.slice(2));
    if (parsed !== HELP) return parsed;
    console.log(helpText());
    process.exit(0);
  } catch (error) {
    console.error(error instanceof OptionError ? error.message : error);
    process.exit(1);
  }
}
