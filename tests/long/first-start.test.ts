import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";

import { freePort } from "../support/free-port.ts";

const REPOSITORY = join(import.meta.dirname, "../..");

/** Runs `npm start` where nothing was loaded before, and tells how it ended. */
async function startFirst(registry: string, env: NodeJS.ProcessEnv = {}): Promise<{ status: unknown; stderr: string }> {
  const folder = mkdtempSync(join(tmpdir(), "fray-first-start-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, "scripts"));
  for (const file of ["package.json", "scripts/setup-failed.mjs"]) cpSync(join(REPOSITORY, file), join(folder, file));
  return new Promise((resolve) => {
    const environment = {
      PATH: process.env["PATH"],
      HOME: folder,
      npm_config_registry: registry,
      npm_config_cache: join(folder, "cache"),
      ...env,
    };
    execFile("npm", ["start"], { cwd: folder, env: environment }, (error, _stdout, stderr) =>
      resolve({ status: error?.code, stderr }),
    );
  });
}

test("a first start without a network says what is missing and what to do, and ends with a fault", async () => {
  const nobody = `http://127.0.0.1:${await freePort()}/`;
  const { status, stderr } = await startFirst(nobody, { npm_config_fetch_retries: "0" });
  expect(status).toBe(1);
  expect(stderr).toMatch(/could not install its packages.*registry[^]*npm run release/);
  expect(stderr).not.toMatch(/^\s+at /m);
});

test("a first start asks the registry for the installer", async () => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? "");
    response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const { status } = await startFirst(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  expect(asked).toContain("/pnpm");
  expect(status).toBe(1);
});
