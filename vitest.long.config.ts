import { defineConfig } from "vitest/config";

import { COMPILE_CACHE } from "./tests/support/programs.ts";
import { TEST_PAGE } from "./tests/support/test-page.ts";

// Test processes and what they start keep compiled modules.
Object.assign(process.env, COMPILE_CACHE);

/** Tests that take minutes: fuzzing, proxies, foreign languages, hostile programs, load tests, benchmarks and long rounds in pages. */
export default defineConfig({
  test: {
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Builds the page that tests can look into.
    globalSetup: "tests/support/browser-setup.ts",
    projects: [
      {
        extends: true,
        test: {
          name: "long",
          include: ["tests/long/**/*.test.ts", "tests/simulate/*.long.test.ts"],
          setupFiles: ["tests/support/seed.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "long pages",
          include: ["tests/browser/*.long.test.ts"],
          setupFiles: ["tests/support/seed.ts", "tests/browser/close-contexts.ts"],
          testTimeout: 120_000,
          // Servers that these tests start send that page.
          env: { FRAY_PAGE_DIR: TEST_PAGE },
        },
      },
    ],
  },
});
