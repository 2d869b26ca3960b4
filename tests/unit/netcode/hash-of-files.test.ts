import { hashOfFiles } from "@fray/netcode/build";
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "fray-inputs-"));
  mkdirSync(join(root, "src/deep"), { recursive: true });
  writeFileSync(join(root, "src/a.ts"), "one");
  writeFileSync(join(root, "src/deep/b.ts"), "two");
  writeFileSync(join(root, "lock.yaml"), "three");
});
afterEach(() => rmSync(root, { recursive: true }));

const hash = (): string => hashOfFiles(root, ["src", "lock.yaml"]);

test.for([
  ["a changed file", () => writeFileSync(join(root, "src/deep/b.ts"), "TWO")],
  ["a changed file that is named itself", () => writeFileSync(join(root, "lock.yaml"), "four")],
  ["a new file", () => writeFileSync(join(root, "src/deep/c.ts"), "")],
  ["a removed file", () => rmSync(join(root, "src/a.ts"))],
  ["a renamed file", () => renameSync(join(root, "src/a.ts"), join(root, "src/z.ts"))],
  ["text that moves from one file into the next", () => writeFileSync(join(root, "src/a.ts"), "onet")],
] as const)("%s gives another hash", ([, change]) => {
  const before = hash();
  expect(hash()).toBe(before);
  change();
  expect(hash()).not.toBe(before);
});

test("what builds write and packages of others do not count", () => {
  const before = hash();
  for (const folder of ["src/dist", "src/node_modules"]) {
    mkdirSync(join(root, folder));
    writeFileSync(join(root, folder, "x.js"), "x");
  }
  writeFileSync(join(root, "other.ts"), "x");
  expect(hash()).toBe(before);
});
