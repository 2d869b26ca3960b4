import { configDefaults, defineConfig } from "vitest/config";

import { LongestFirst } from "./tests/support/longest-first.ts";
import { BUILT_PROGRAMS, COMPILE_CACHE } from "./tests/support/programs.ts";
import { TEST_PAGE } from "./tests/support/test-page.ts";

// Each file has a process of its own, which would compile all modules again; so would the processes that tests start.
Object.assign(process.env, COMPILE_CACHE);

/** Groups of one turn share its workers. One turn runs after the other. */
interface Turn {
  readonly order: number;
  readonly workers: number;
}
const UNITS: Turn = { order: 0, workers: 2 };
/** Virtual time waits for nothing. Each group has a turn: a worker keeps its modules only for files of one group. */
const SIMULATION: Turn = { order: 1, workers: 2 };
const ROOMS: Turn = { order: 2, workers: 2 };
const NETCODE: Turn = { order: 3, workers: 2 };
/** Tests of processes wait as long as they compute. */
const PROCESSES: Turn = { order: 4, workers: 5 };
/** Most tests wait for a server, a round or a timer, while those of the other workers draw in software. */
const BROWSERS: Turn = { order: 5, workers: 3 };

interface Group {
  readonly name: string;
  readonly turn: Turn;
  readonly include: string[];
  readonly exclude?: readonly string[];
  readonly setupFiles?: readonly string[];
  readonly globalSetup?: string | string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly isolate?: boolean;
  readonly testTimeout?: number;
}

const group = ({ turn, exclude = [], setupFiles, ...options }: Group) => ({
  extends: true as const,
  test: {
    exclude: [...configDefaults.exclude, ...LONG, ...exclude],
    maxWorkers: turn.workers,
    sequence: { groupOrder: turn.order },
    ...(setupFiles && { setupFiles: [...setupFiles] }),
    ...options,
  },
});

/** A server and its clients share the process, and time passes only while a test waits for it. */
const VIRTUAL_TIME = ["tests/support/seed.ts", "tests/support/virtual-setup.ts"];

/** Whether somebody looks at the pictures that tests of pages take. */
const TAKES_PICTURES = Boolean(process.env["SCREENSHOTS"]);
/** What takes many seconds and has a shorter relative in the same group. It runs with `npm run test:long`, and for its pictures. */
const LONG = TAKES_PICTURES ? [] : ["**/*.long.test.ts"];
/** What replaces a module, which must not happen to the modules of other files. */
const MOCKED = "**/*.mocked.test.ts";

/** No process, no socket, no browser: the files share two threads and their modules, so that starting one costs little. */
const UNIT = group({ name: "unit", turn: UNITS, include: ["tests/unit/**/*.test.ts"] });

export default defineConfig({
  test: {
    setupFiles: ["tests/support/seed.ts"],
    // Colyseus' matchmaker is a process singleton, so no two files share a process at the same time.
    pool: "forks",
    // Tests take seconds, and many times as long beside other work.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    sequence: { sequencer: LongestFirst },
    projects: [
      { ...UNIT, test: { ...UNIT.test, pool: "threads", isolate: false } },
      group({ name: "simulation", turn: SIMULATION, include: ["tests/simulation/**/*.test.ts"], isolate: false }),
      group({
        name: "rooms",
        turn: ROOMS,
        include: ["tests/rooms/**/*.test.ts"],
        exclude: [MOCKED],
        isolate: false,
        setupFiles: VIRTUAL_TIME,
      }),
      group({
        name: "netcode",
        turn: NETCODE,
        include: ["tests/netcode/**/*.test.ts", "examples/*/test/**/*.test.ts"],
        exclude: [MOCKED],
        isolate: false,
        setupFiles: VIRTUAL_TIME,
      }),
      group({
        name: "mocked",
        turn: PROCESSES,
        include: [`tests/{rooms,netcode}/${MOCKED}`],
        setupFiles: VIRTUAL_TIME,
      }),
      // What needs a process of its own, real sockets, databases or files: it runs in real time.
      group({
        name: "processes",
        turn: PROCESSES,
        testTimeout: 120_000,
        include: ["tests/**/*.test.ts"],
        exclude: ["tests/{unit,simulation,rooms,netcode,browser,long}/**"],
        // A built server starts in a quarter of the time of its sources, and tests start dozens.
        globalSetup: "tests/support/programs-setup.ts",
        env: { BUILT_PROGRAMS },
      }),
      group({
        name: "browser",
        turn: BROWSERS,
        include: ["tests/browser/**/*.test.ts"],
        // A worker holds one browser and the modules for all its files.
        isolate: false,
        // A machine that is busy with something else draws a frame for seconds, and pictures of large screens take minutes.
        testTimeout: TAKES_PICTURES ? 600_000 : 120_000,
        setupFiles: ["tests/support/seed.ts", "tests/browser/close-contexts.ts"],
        // Servers that these tests start send the page that tests can look into.
        globalSetup: ["tests/support/programs-setup.ts", "tests/support/browser-setup.ts"],
        env: { BUILT_PROGRAMS, FRAY_PAGE_DIR: TEST_PAGE },
      }),
    ],
  },
});
