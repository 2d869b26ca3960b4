import { HELP, OptionError } from "@fray/bot-client/internal/command-line";

import { measuredOn } from "../measured-on.ts";
import { writeTable } from "../write-table.ts";
import { helpText, parseOptions, type ClientsOptions, type Scenario } from "./options.ts";
import { measureCrowds, type CrowdSetting } from "./scenarios/crowd.ts";
import { measureIdle } from "./scenarios/idle.ts";
import { measureRooms } from "./scenarios/rooms.ts";
import { measureStorm } from "./scenarios/storm.ts";
import { mapSideFor } from "./server/density.ts";

/** Share of the time in which a crowd shoots. */
const FIRE_SHARE = 0.5;
/** The densest fight: all clients shoot, on a map so small (side in u) that each sees about 44 others. */
const DENSE = { clients: [100], hz: 30, mapSide: 41, fireShare: 1 };
/** A room that fills up: more and more clients on one map. With the middle number of clients, each sees this many. */
const GROWTH = { clients: [25, 50, 100, 200, 400], middle: 100, visible: 20 };

/** Everybody in one picture: the map is so small that each client sees as many bodies as one may. */
const PICTURE = { clients: [250, 500, 1000], visible: 200 };

const DOCUMENT = "docs/performance.md";
/** The columns of that table that the first screen of the project has too. */
const FIRST_SCREEN = new Set([
  "clients",
  "in view",
  "work p50",
  "work p99",
  "patches/s",
  "B/client/s",
  "CPU %",
  "lost",
]);

/** Rows by the name of their table. */
type Tables = Record<string, readonly object[]>;

/** Runs `npm run bench -- clients` and returns the exit code. */
export async function runClients(args: readonly string[]): Promise<number> {
  const options = read(args);
  if (options === HELP) console.log(helpText());
  if (options === HELP || options === undefined) return options === HELP ? 0 : 1;
  const tables: Tables = {};
  for (const scenario of options.scenarios) {
    const measured = await measureScenario(scenario, options);
    Object.assign(tables, measured);
    if (!options.json) for (const rows of Object.values(measured)) console.table(rows);
    // Each table is written as soon as it is complete, because the last tables take a long time.
    if (options.write) for (const [name, rows] of Object.entries(measured)) write(name, rows);
  }
  if (options.json) console.log(JSON.stringify(tables));
  return 0;
}

function write(name: string, rows: readonly object[]): void {
  writeTable(DOCUMENT, name, rows, measuredOn());
  if (name !== "picture") return;
  const shortened = rows.map((row) =>
    Object.fromEntries(Object.entries(row).filter(([column]) => FIRST_SCREEN.has(column))),
  );
  writeTable("README.md", name, shortened, measuredOn());
}

async function measureScenario(scenario: Scenario, options: ClientsOptions): Promise<Tables> {
  const { hz, seconds, profile, visible } = options;
  const common = { ...options, fireShare: FIRE_SHARE };
  switch (scenario) {
    case "crowd":
      return crowdTables("crowd", { ...common, mapSideOf: (clients) => mapSideFor(clients, visible) });
    case "picture": {
      const mapSideOf = (clients: number) => mapSideFor(clients, PICTURE.visible);
      return crowdTables("picture", { ...common, clients: PICTURE.clients, withoutFloors: true, mapSideOf });
    }
    case "dense":
      return crowdTables("dense", { ...common, ...DENSE, mapSideOf: () => DENSE.mapSide });
    case "growth": {
      const side = mapSideFor(GROWTH.middle, GROWTH.visible);
      return crowdTables("growth", { ...common, clients: GROWTH.clients, withoutFloors: true, mapSideOf: () => side });
    }
    case "rooms":
      return { rooms: await measureRooms({ hz, seconds, fireShare: FIRE_SHARE, profile }) };
    case "idle":
      return { idle: await measureIdle(hz) };
    case "storm":
      return { storm: await measureStorm({ hz, seconds, fireShare: FIRE_SHARE }) };
  }
}

async function crowdTables(name: string, setting: CrowdSetting): Promise<Tables> {
  const { rows, ratios } = await measureCrowds(setting);
  return { [name]: rows, ...(ratios.length > 0 && { [`${name}-ratios`]: ratios }) };
}

/** Returns the options, or prints one line to stderr. */
function read(args: readonly string[]): ClientsOptions | typeof HELP | undefined {
  try {
    return parseOptions(args);
  } catch (error) {
    if (!(error instanceof OptionError)) throw error;
    console.error(error.message);
    return undefined;
  }
}
