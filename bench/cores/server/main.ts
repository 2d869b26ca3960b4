import { Encoder } from "@colyseus/schema";
import { systemRuntime } from "@fray/netcode/core";
import { publishTick, TickLoop, TickMetrics, TickPhases } from "@fray/netcode/server";
import { parseMap } from "@fray/shared-state/arena/parse-map";
import { Worker } from "node:worker_threads";

import { BENCH_MAP, benchMap } from "../../clients/server/bench-map.ts";
import { CommonPart } from "./common-part.ts";
import { Delays, sharedNow } from "./delays.ts";
import { FrameAssembly } from "./frame-assembly.ts";
import { InputRing } from "./input-ring.ts";
import type { WorkerOrders } from "./io-worker.ts";
import { serveClients } from "./serve-clients.ts";
import { COUNTER, createMemory } from "./shared-memory.ts";
import { SimulatedRoom } from "./simulated-room.ts";
import { TickWriter } from "./tick-writer.ts";

// node main.ts <threads with connections; 0 for one thread that does all> <Hz> <side of the map in u>
const [threads = 0, tickRate = 20, side = 40] = process.argv.slice(2).map(Number);

/** As large as the product's for so many players. */
Encoder.BUFFER_SIZE = 512 * 1024;
const arena = parseMap(BENCH_MAP, benchMap(side));
const room = new SimulatedRoom(arena, tickRate);
const memory = createMemory(threads);
const metrics = new TickMetrics(publishTick);
const common = new CommonPart(room.state);
const step = () =>
  common.encode(room.step({ ticks: metrics.takeDropped(), lostMs: (metrics.dropped * 1000) / tickRate }));
const afterStep = threads === 0 ? await serveHere() : await serveInThreads();

const loop: TickLoop = new TickLoop(
  tickRate,
  () => {
    const beganAt = sharedNow();
    afterStep(beganAt);
    const { received, dropped } = room.inputs;
    Atomics.store(memory.counters, COUNTER.received, received);
    Atomics.store(memory.counters, COUNTER.dropped, dropped);
  },
  { metrics, runtime: systemRuntime, phases: new TickPhases() },
);
loop.start();
process.once("SIGTERM", () => process.exit(0));

/** Everything in one thread, as in the product. Returns what a tick does. */
async function serveHere(): Promise<(beganAt: number) => void> {
  const assembly = new FrameAssembly(room.state, arena);
  announce(await serveClients({ door: room, assembly, memory, side, port: 0 }));
  const delays = new Delays(memory.delays, 0);
  return (beganAt) => {
    assembly.send(step());
    delays.note(beganAt);
  };
}

/** Connections and frames in threads of their own. Returns what a tick does in this one. */
async function serveInThreads(): Promise<(beganAt: number) => void> {
  let port = 0;
  for (let thread = 0; thread < threads; thread++) {
    const orders: WorkerOrders = { memory, thread, port, tickRate, side };
    const worker = new Worker(new URL("./io-worker.ts", import.meta.url), { workerData: orders, execArgv: [] });
    worker.on("error", (error) => {
      throw error;
    });
    // The first thread chooses a port, and the others listen to it too.
    await Atomics.waitAsync(memory.counters, COUNTER.listening, thread).value;
    port = Atomics.load(memory.counters, COUNTER.port);
  }
  announce(port);
  const rings = memory.rings.map((ring) => new InputRing(ring, () => {}));
  const writer = new TickWriter(memory);
  return (beganAt) => {
    for (const ring of rings) ring.drain(room);
    writer.publish(step(), room.state.players, beganAt);
  };
}

function announce(port: number): void {
  console.log(`Fray is at http://localhost:${port}`);
}
