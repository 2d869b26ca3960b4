import { defineConfig } from "vitest/config";

import { COMPILE_CACHE } from "./tests/support/programs.ts";

// Test processes and what they start keep compiled modules.
Object.assign(process.env, COMPILE_CACHE);

/** Tests that take minutes: fuzzing, proxies, foreign languages, hostile programs, load tests and benchmarks. */
export default defineConfig({
  test: {
    name: "long",
    include: ["tests/long/**/*.test.ts"],
    setupFiles: ["tests/support/seed.ts"],
    // Builds the page that tests can look into.
    globalSetup: "tests/support/browser-setup.ts",
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
