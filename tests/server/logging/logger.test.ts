import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const LOGGER = fileURLToPath(new URL("../../../packages/server/src/logger.ts", import.meta.url));

/** Returns the standard error of a process that runs this code with the logger and ends at once. */
function logged(code: string): string {
  const program = `import { endProcess, logger } from ${JSON.stringify(LOGGER)}; ${code}; await endProcess(3);`;
  const { status, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", program]);
  expect(status).toBe(3);
  return stderr.toString();
}

test("a log line never contains a secret, in its fields, its errors or its message", () => {
  const log = logged(`
    const error = Object.assign(new Error('asked for "judge with args ["s3cret"]"'), { command: { password: "s3cret" } });
    logger.error({ err: error, url: "/x?reconnectionToken=s3cret", address: "203.0.113.77" }, "token: s3cret");
  `);
  expect(JSON.parse(log)).toMatchObject({ level: 50, name: "fray", address: "[redacted]" });
  expect(log).not.toContain("s3cret");
  expect(log).not.toContain("203.0.113.77");
});

test("lines logged just before the end are written completely and in order", () => {
  const log = logged("for (let index = 0; index < 500; index++) logger.info({ index }, 'x'.repeat(100))");
  const lines = log.trim().split("\n");
  expect(lines.map((line) => (JSON.parse(line) as { index: number }).index)).toEqual(lines.map((_, index) => index));
  expect(lines).toHaveLength(500);
});
