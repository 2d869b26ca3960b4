import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe } from "vitest";

import { testModeration, testStores } from "./stores.ts";

const folder = mkdtempSync(join(tmpdir(), "fray-store-"));
afterAll(() => rmSync(folder, { recursive: true }));

describe("a store in SQLite", () => {
  let count = 0;
  testStores(async () => join(folder, `${count++}.sqlite`));
  testModeration(async () => join(folder, `${count++}.sqlite`));
});
