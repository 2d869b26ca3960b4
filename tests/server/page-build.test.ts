import { execFile } from "node:child_process";
import { statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

import { SHIPPED_PAGE } from "../support/test-page.ts";

const BUILD = fileURLToPath(new URL("../../build/page.ts", import.meta.url));

test("the page is not built again while no source has changed", async () => {
  const builtAt = () => statSync(join(SHIPPED_PAGE, "index.html")).mtimeMs;
  const before = builtAt();
  await promisify(execFile)(process.execPath, [BUILD]);
  expect(builtAt()).toBe(before);
});
