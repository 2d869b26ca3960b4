import { HELP, OptionError } from "@fray/bot-client/command-line";

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
/** A fight as dense as it gets: everybody shoots, on a map so small (its side in u) that each has about 44 in view. */
const DENSE = { clients: [100], hz: 30, mapSide: 41, fireShare: 1 };
/** A room that fills up: more and more on one map, which has this many in view of each with the middle number. */
const GROWTH = { clients: [25, 50, 100, 200, 400], middle: 100, visible: 20 };

const DOCUMENT = "docs/performance.md";

/** Rows by the name of the table they make. */
type Tables = Record<string, readonly object[]>;

/** What `npm run bench -- clients` does, up to the exit code. */
export async function runClients(args: readonly string[]): Promise<number> {
  const options = read(args);
  if (options === HELP) console.log(helpText());
  if (options === HELP || options === undefined) return options === HELP ? 0 : 1;
  const tables: Tables = {};
  for (const scenario of options.scenarios) {
    const measured = await measureScenario(scenario, options);
    Object.assign(tables, measured);
    if (!options.json) for (const rows of Object.values(measured)) console.table(rows);
    // Each as soon as it is there: the last ones take their time.
    if (options.write)
      for (const [name, rows] of Object.entries(measured)) writeTable(DOCUMENT, name, rows, measuredOn());
  }
  if (options.json) console.log(JSON.stringify(tables));
  return 0;
}

async function measureScenario(scenario: Scenario, options: ClientsOptions): Promise<Tables> {
  const { hz, seconds, profile, visible } = options;
  const common = { ...options, fireShare: FIRE_SHARE };
  switch (scenario) {
    case "crowd":
      return crowdTables("crowd", { ...common, mapSideOf: (clients) => mapSideFor(clients, visible) });
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

/** The options, or one line on stderr. */
function read(args: readonly string[]): ClientsOptions | typeof HELP | undefined {
  try {
    return parseOptions(args);
  } catch (error) {
    if (!(error instanceof OptionError)) throw error;
    console.error(error.message);
    return undefined;
  }
}
