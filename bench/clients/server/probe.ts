import { onTick } from "@fray/netcode/server";
import { build } from "hdr-histogram-js";
import { Session } from "node:inspector/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

import { drawMap } from "../../../tests/support/drawn-maps.ts";
import { percentilesOf } from "../percentiles.ts";
import { BENCH_MAP, benchMap } from "./bench-map.ts";
import { MAP_SIDE, type MemoryReading, type ProbeOrder, type ServerReading } from "./probe-orders.ts";

// Loaded into the process of a server before the server (`node --import`). It adds a generated map that is on no
// disk, and measures CPU and ticks from inside, where they are known exactly.

const side = Number(process.env[MAP_SIDE]);
if (side > 0) drawMap(BENCH_MAP, benchMap(side));

const work = build();
const gap = build();
const SAMPLE_EVERY_US = 100;
let profiler: Session | undefined;
let begun = { at: 0, cpu: process.cpuUsage(), mainCpu: process.threadCpuUsage() };

onTick((tick) => {
  work.recordValue(Math.round(tick.work * 1000));
  if (tick.gap !== undefined) gap.recordValue(Math.round(tick.gap * 1000));
});

process.on("message", (order: ProbeOrder) => {
  switch (order) {
    case "begin":
      work.reset();
      gap.reset();
      begun = { at: performance.now(), cpu: process.cpuUsage(), mainCpu: process.threadCpuUsage() };
      break;
    case "end":
      process.send?.(read());
      break;
    case "memory":
      process.send?.(readMemory());
      break;
    case "sample":
      void sample();
      break;
    case "sampled":
      void sampled();
      break;
  }
});
// The channel to the bench must not keep a finished server alive.
process.channel?.unref();

function read(): ServerReading {
  const { user, system } = process.cpuUsage(begun.cpu);
  const main = process.threadCpuUsage(begun.mainCpu);
  return {
    cpuSeconds: (user + system) / 1e6,
    mainCpuSeconds: (main.user + main.system) / 1e6,
    wallSeconds: (performance.now() - begun.at) / 1000,
    ticks: work.totalCount,
    workMs: percentilesOf(work, 1000),
    gapMs: percentilesOf(gap, 1000),
    rssBytes: process.memoryUsage.rss(),
  };
}

async function sample(): Promise<void> {
  profiler = new Session();
  profiler.connect();
  await profiler.post("Profiler.enable");
  await profiler.post("Profiler.setSamplingInterval", { interval: SAMPLE_EVERY_US });
  await profiler.post("Profiler.start");
}

async function sampled(): Promise<void> {
  process.send?.((await profiler?.post("Profiler.stop"))?.profile);
  profiler?.disconnect();
}

/** Returns the memory in use after a garbage collection. */
function readMemory(): MemoryReading {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  collect();
  collect();
  const { rss, heapUsed, external } = process.memoryUsage();
  return { rssBytes: rss, heapBytes: heapUsed + external };
}
