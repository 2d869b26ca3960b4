import { parseMap } from "@fray/shared-state/arena/parse-map";
import { createWorld } from "@fray/shared-state/simulation/world";
import { setImmediate as afterSockets } from "node:timers/promises";
import { workerData } from "node:worker_threads";

import { BENCH_MAP, benchMap } from "../../clients/server/bench-map.ts";
import { Delays } from "./delays.ts";
import { FrameAssembly } from "./frame-assembly.ts";
import { InputRing } from "./input-ring.ts";
import { serveClients } from "./serve-clients.ts";
import { COUNTER, type SharedMemory } from "./shared-memory.ts";
import { TickReader } from "./tick-reader.ts";

// A thread with connections: it decodes inputs for the room's thread, and makes the frames of its own clients.

/** What the room's thread passes to a thread with connections. */
export interface WorkerOrders {
  readonly memory: SharedMemory;
  /** Number of the thread. */
  readonly thread: number;
  readonly port: number;
  readonly tickRate: number;
  readonly side: number;
}

const { memory, thread, port, tickRate, side } = workerData as WorkerOrders;
const ring = memory.rings[thread];
if (!ring) throw new Error("there is no ring for this thread");

// Of the world only what never changes is used: the map, and the places of pickups.
const world = createWorld(parseMap(BENCH_MAP, benchMap(side)), 1 / tickRate, 1);
const reader = new TickReader(memory, thread, { dt: world.dt, arena: world.arena, pickups: world.pickups });
const assembly = new FrameAssembly(reader.state, world.arena);
const door = new InputRing(ring, () => Atomics.add(memory.counters, COUNTER.lostInRings, 1));
const delays = new Delays(memory.delays, thread);
Atomics.store(memory.counters, COUNTER.port, await serveClients({ door, assembly, memory, side, port }));
Atomics.add(memory.counters, COUNTER.listening, 1);
Atomics.notify(memory.counters, COUNTER.listening);

for (;;) {
  await reader.wait();
  const { tick, beganAt } = reader.read();
  assembly.send(tick);
  delays.note(beganAt);
  // A thread that is behind still reads its sockets between two ticks.
  await afterSockets();
}
