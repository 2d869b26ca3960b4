import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";

import { freePort } from "../support/free-port.ts";

const REPOSITORY = join(import.meta.dirname, "../..");

test("a first start without a network says what is missing and what to do, and ends with a fault", async () => {
  const folder = mkdtempSync(join(tmpdir(), "fray-no-network-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, "scripts"));
  for (const file of ["package.json", "scripts/setup-failed.mjs"]) cpSync(join(REPOSITORY, file), join(folder, file));
  // Nobody listens there, and nothing was loaded before.
  const registry = `http://127.0.0.1:${await freePort()}/`;
  const { status, stderr } = spawnSync("npm", ["start"], {
    cwd: folder,
    env: {
      PATH: process.env["PATH"],
      HOME: folder,
      npm_config_registry: registry,
      npm_config_cache: join(folder, "cache"),
      npm_config_fetch_retries: "0",
    },
    encoding: "utf8",
  });
  expect(status).toBe(1);
  expect(stderr).toMatch(/could not install its packages.*registry[^]*npm run release/);
  expect(stderr).not.toMatch(/^\s+at /m);
});
