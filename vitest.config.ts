import { configDefaults, defineConfig } from "vitest/config";

import { BUILT_PROGRAMS, COMPILE_CACHE } from "./tests/support/programs.ts";
import { TEST_PAGE } from "./tests/support/test-page.ts";

// Each file has a process of its own, which would compile all modules again; so would the processes that tests start.
Object.assign(process.env, COMPILE_CACHE);

interface Group {
  readonly name: string;
  /** Groups run one after the other. */
  readonly order: number;
  readonly workers: number;
  readonly include: string[];
  readonly exclude?: readonly string[];
  readonly setupFiles?: readonly string[];
  readonly globalSetup?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly isolate?: boolean;
  readonly testTimeout?: number;
}

const group = ({ order, workers, exclude = [], setupFiles, ...options }: Group) => ({
  extends: true as const,
  test: {
    exclude: [...configDefaults.exclude, ...exclude],
    maxWorkers: workers,
    sequence: { groupOrder: order },
    ...(setupFiles && { setupFiles: [...setupFiles] }),
    ...options,
  },
});

/** A server and its clients share the process, and time passes only while a test waits for it. */
const VIRTUAL_TIME = ["tests/support/seed.ts", "tests/support/virtual-setup.ts"];

/** No process, no socket, no browser: the files share two threads and their modules, so that starting one costs little. */
const UNIT = group({ name: "unit", order: 0, workers: 2, include: ["tests/unit/**/*.test.ts"] });

export default defineConfig({
  test: {
    setupFiles: ["tests/support/seed.ts"],
    // Colyseus' matchmaker is a process singleton, so every file gets a process of its own.
    pool: "forks",
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: [
      { ...UNIT, test: { ...UNIT.test, pool: "threads", isolate: false } },
      group({ name: "simulation", order: 1, workers: 2, include: ["tests/simulation/**/*.test.ts"] }),
      group({ name: "rooms", order: 2, workers: 2, include: ["tests/rooms/**/*.test.ts"], setupFiles: VIRTUAL_TIME }),
      group({
        name: "netcode",
        order: 3,
        workers: 2,
        include: ["tests/netcode/**/*.test.ts", "examples/*/test/**/*.test.ts"],
        setupFiles: VIRTUAL_TIME,
      }),
      // What needs a process of its own, real sockets, databases or files: it runs in real time.
      group({
        name: "processes",
        order: 4,
        // They wait for processes, databases and ticks as long as they compute.
        workers: 3,
        testTimeout: 120_000,
        include: ["tests/**/*.test.ts"],
        exclude: ["tests/{unit,simulation,rooms,netcode,browser,long}/**"],
        // A built server starts in a quarter of the time of its sources, and tests start dozens.
        globalSetup: "tests/support/programs-setup.ts",
        env: { BUILT_PROGRAMS },
      }),
      group({
        name: "browser",
        order: 5,
        // Half of the tests wait for a server, a round or a timer, while those of the other worker draw in software.
        workers: 2,
        include: ["tests/browser/**/*.test.ts"],
        // A worker holds one browser and the modules for all its files.
        isolate: false,
        // A machine that is busy with something else draws a frame for seconds, and pictures of large screens take minutes.
        testTimeout: process.env["SCREENSHOTS"] ? 600_000 : 120_000,
        setupFiles: ["tests/support/seed.ts", "tests/browser/close-contexts.ts"],
        // Servers that these tests start send the page that tests can look into.
        globalSetup: "tests/support/browser-setup.ts",
        env: { FRAY_PAGE_DIR: TEST_PAGE },
      }),
    ],
  },
});
