import { HELP, OptionError } from "@fray/bot-client/internal/command-line";

import { measuredOn } from "../../bench/measured-on.ts";
import { writeTable } from "../../bench/write-table.ts";
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
const rows = new Map(paths.map(({ name, expected }) => [name, { path: name, expected: describeExpected(expected) }]));
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
  writeTable("docs/transports.md", "matrix", [...rows.values()], measuredOn("npm run test:transports --"));
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
