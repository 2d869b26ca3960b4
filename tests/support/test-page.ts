import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const CLIENT = fileURLToPath(new URL("../../packages/game-client/", import.meta.url));

/** The page as it is shipped, built before any test runs. */
export const SHIPPED_PAGE = join(CLIENT, "dist/");
/** The same page with the probe that browser tests look through. */
export const TEST_PAGE = fileURLToPath(new URL("../../node_modules/.cache/pages/game/", import.meta.url));

/**
 * Builds the page for tests in a separate process: inside a test process, Vite would build for development. Its files are
 * compressed on request, as they are shipped.
 */
export async function buildTestPage({ isCompressed = false } = {}): Promise<void> {
  const vite = join(createRequire(import.meta.url).resolve("vite/package.json"), "../bin/vite.js");
  const args = ["build", CLIENT, "--mode", "test", "--outDir", TEST_PAGE, "--emptyOutDir", "--logLevel", "warn"];
  await promisify(execFile)(process.execPath, [vite, ...args], {
    env: { ...process.env, NODE_ENV: "production", COMPRESSED: isCompressed ? "1" : "" },
  });
}
