import { configDefaults, defineConfig } from "vitest/config";

/** Tests of one kind, so many files of them side by side, after those of the kinds before. */
const group = (name: string, groupOrder: number, maxWorkers: number, include: string[], exclude: string[] = []) => ({
  extends: true as const,
  test: { name, include, exclude: [...configDefaults.exclude, ...exclude], maxWorkers, sequence: { groupOrder } },
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
      group("rooms", 0, 2, ["tests/**/*.test.ts"], ["tests/netcode/**", "tests/browser/**"]),
      group("netcode", 1, 2, ["tests/netcode/**/*.test.ts"]),
      group("browser", 2, 1, ["tests/browser/**/*.test.ts"]),
    ],
  },
});
