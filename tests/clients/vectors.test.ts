import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";

import { LANGUAGES } from "./languages.ts";

describe.each(LANGUAGES)("the client in $name", ({ reader }) => {
  const command = reader();
  if ("missing" in command) {
    test.skip(`does not read the test vectors: ${command.missing}`, () => {});
    return;
  }
  test("reads all test vectors", async () => {
    const { file, args, env } = command;
    const { stdout } = await promisify(execFile)(file, args, { env });
    expect(stdout).toBe("ok\n");
  });
});
