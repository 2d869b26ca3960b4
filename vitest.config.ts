import { configDefaults, defineConfig } from "vitest/config";

import { TEST_PAGE } from "./tests/support/test-page.ts";

/** Tests of one kind, so many files of them side by side, after those of the kinds before. */
const group = (
  name: string,
  groupOrder: number,
  maxWorkers: number,
  {
    exclude = [],
    ...options
  }: { include: string[]; exclude?: string[]; globalSetup?: string; env?: NodeJS.ProcessEnv },
) => ({
  extends: true as const,
  test: {
    name,
    exclude: [...configDefaults.exclude, ...exclude],
    maxWorkers,
    sequence: { groupOrder },
    ...options,
  },
});

export default defineConfig({
  test: {
    setupFiles: ["tests/support/seed.ts"],
    // Colyseus' matchmaker is a process singleton, so every file gets a process of its own.
    pool: "forks",
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // A browser that draws in software takes all a small machine has: nothing that is timed runs beside it, and no other.
    projects: [
      group("rooms", 0, 2, {
        include: ["tests/**/*.test.ts"],
        exclude: ["tests/netcode/**", "tests/browser/**"],
      }),
      group("netcode", 1, 2, { include: ["tests/netcode/**/*.test.ts"] }),
      group("browser", 2, 1, {
        include: ["tests/browser/**/*.test.ts"],
        // Servers that these tests start send the page that can be looked into.
        globalSetup: "tests/support/browser-setup.ts",
        env: { FRAY_PAGE_DIR: TEST_PAGE },
      }),
    ],
  },
});
