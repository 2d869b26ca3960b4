import { configDefaults, defineConfig } from "vitest/config";

/** Tests of one kind, run side by side, after those of the kinds before. */
const group = (name: string, groupOrder: number, include: string[], exclude: string[] = []) => ({
  extends: true as const,
  test: { name, include, exclude: [...configDefaults.exclude, ...exclude], sequence: { groupOrder } },
});

export default defineConfig({
  test: {
    setupFiles: ["tests/support/seed.ts"],
    // Colyseus' matchmaker is a process singleton, so every file gets a process of its own.
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // A browser that draws in software takes all a small machine has: nothing that is timed runs beside it.
    projects: [
      group("rooms", 0, ["tests/**/*.test.ts"], ["tests/netcode/**", "tests/browser/**"]),
      group("netcode", 1, ["tests/netcode/**/*.test.ts"]),
      group("browser", 2, ["tests/browser/**/*.test.ts"]),
    ],
  },
});
