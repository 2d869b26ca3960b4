import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    setupFiles: ["tests/support/seed.ts"],
    include: ["tests/**/*.test.ts"],
    // Colyseus' matchmaker is a process singleton, so every file gets a process of its own.
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
