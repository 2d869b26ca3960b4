import { HELP, OptionError } from "@fray/bot-client/internal/command-line";
import { z } from "zod";

import { measure, measureAt, type Measured, type Play } from "../clients/measure.ts";
import { remarksOn, round } from "../clients/row.ts";
import { BenchServer } from "../clients/server/bench-server.ts";
import { mapSideFor } from "../clients/server/density.ts";
import { measuredOn } from "../measured-on.ts";
import { writeTable } from "../write-table.ts";
import { coresHelp, parseCoresOptions, type CoresOptions } from "./options.ts";
import { measureStages } from "./stages.ts";

const FIRE_SHARE = 0.5;

/** How long after the start of a tick its last patch was sent, in ms, and how often the room waited for a thread. */
const Delays = z.object({ p50: z.number(), p99: z.number(), stalls: z.number() });

/** One way to share out the work. The keys are the columns of the table. */
export interface CoresRow {
  readonly server: string;
  readonly "in view": number;
  /** CPU per tick in ms: of the thread that simulates, and of the whole process. */
  readonly "main ms/tick": number;
  readonly "all ms/tick": number;
  /** The same as a multiple of the row in which one thread does all. */
  readonly main: string;
  readonly all: string;
  readonly "gap p50": number;
  readonly "gap p99": number;
  readonly "sent p50": number | string;
  readonly "sent p99": number | string;
  /** Time between two patches as clients see it. */
  readonly "patch gap p99": number;
  readonly "patches/s": number;
  readonly "B/client/s": number;
  readonly "inputs sent": number;
  readonly lost: number;
  readonly "RSS MB": number;
  readonly remarks: string;
}

/** Runs `npm run bench -- cores` and returns the exit code. */
export async function runCores(args: readonly string[]): Promise<number> {
  const options = read(args);
  if (options === HELP) console.log(coresHelp());
  if (options === HELP || options === undefined) return options === HELP ? 0 : 1;
  const rows = options.stages ? measureStages(options) : await measureCores(options);
  if (options.json) console.log(JSON.stringify(rows));
  else console.table(rows);
  if (options.write) writeTable("docs/performance.md", options.stages ? "cores-stages" : "cores", rows, measuredOn());
  return 0;
}

/**
 * Measures one room under one load: with all work in one thread, and with connections and frames in other threads. The
 * product comes first, to show what the parts that are left out here cost.
 */
async function measureCores(options: CoresOptions): Promise<CoresRow[]> {
  const { clients, hz, seconds, visible, threads, withoutProduct } = options;
  const side = mapSideFor(clients, visible);
  const play: Play = { clients, hz, seconds, fireShare: FIRE_SHARE, rooms: 1 };
  const product = withoutProduct
    ? undefined
    : await measureAt(BenchServer.startProduct({ tickRate: hz, players: clients, mapSide: side }), play);
  const trials: { name: string; measured: Measured; delays: z.infer<typeof Delays> }[] = [];
  for (let count = 0; count <= threads; count++) {
    const server = await BenchServer.startCores([count, hz, side].map(String));
    try {
      const measured = await measure(server, play);
      const delays = Delays.parse(await (await fetch(`${server.http}/delays`)).json());
      trials.push({ name: nameOf(count), measured, delays });
    } finally {
      await server.stop();
    }
  }
  const [{ measured: alone } = { measured: undefined }] = trials;
  if (!alone) throw new Error("nothing was measured");
  return [
    ...(product ? [toRow("Fray", product, alone)] : []),
    ...trials.map(({ name, measured, delays }) => toRow(name, measured, alone, delays)),
  ];
}

const nameOf = (threads: number): string =>
  threads === 0 ? "one thread" : `main + ${threads} ${threads === 1 ? "thread" : "threads"}`;

function toRow(name: string, measured: Measured, alone: Measured, delays?: z.infer<typeof Delays>): CoresRow {
  const { server, load, inputs } = measured;
  const main = ({ server: { mainCpuSeconds, ticks } }: Measured) => (mainCpuSeconds * 1000) / ticks;
  const all = ({ server: { cpuSeconds, ticks } }: Measured) => (cpuSeconds * 1000) / ticks;
  const { state, events, other } = load.bytes;
  const remarks = remarksOn(measured);
  if (delays && delays.stalls > 0) remarks.push(`waited ${delays.stalls} times for a thread`);
  return {
    server: name,
    "in view": round(load.bodiesInView, 1),
    "main ms/tick": round(main(measured), 2),
    "all ms/tick": round(all(measured), 2),
    main: `${round(main(measured) / main(alone), 2)}x`,
    all: `${round(all(measured) / all(alone), 2)}x`,
    "gap p50": round(server.gapMs.p50, 1),
    "gap p99": round(server.gapMs.p99, 1),
    "sent p50": delays ? round(delays.p50, 1) : "",
    "sent p99": delays ? round(delays.p99, 1) : "",
    "patch gap p99": round(load.patchGapMs.p99, 1),
    "patches/s": round(load.patches / load.clients / load.seconds, 1),
    "B/client/s": Math.round((state + events + other) / load.clients / load.seconds),
    "inputs sent": inputs.sent,
    lost: inputs.lost,
    "RSS MB": Math.round(server.rssBytes / 1e6),
    remarks: remarks.join("; "),
  };
}

/** Returns the options, or prints one line to stderr. */
function read(args: readonly string[]): CoresOptions | typeof HELP | undefined {
  try {
    return parseCoresOptions(args);
  } catch (error) {
    if (!(error instanceof OptionError)) throw error;
    console.error(error.message);
    return undefined;
  }
}
