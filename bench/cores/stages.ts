import { Encoder } from "@colyseus/schema";
import { parseMap } from "@fray/shared-state/arena/parse-map";
import { createWorld } from "@fray/shared-state/simulation/world";

import { Script } from "../clients/load/script.ts";
import { round } from "../clients/row.ts";
import { BENCH_MAP, benchMap } from "../clients/server/bench-map.ts";
import { mapSideFor } from "../clients/server/density.ts";
import type { CoresOptions } from "./options.ts";
import { CommonPart } from "./server/common-part.ts";
import { FrameAssembly, type Client } from "./server/frame-assembly.ts";
import { InputRing } from "./server/input-ring.ts";
import { createMemory } from "./server/shared-memory.ts";
import { SimulatedRoom } from "./server/simulated-room.ts";
import { TickReader } from "./server/tick-reader.ts";
import { TickWriter } from "./server/tick-writer.ts";

const FIRE_SHARE = 0.5;
const WARM_UP_TICKS = 200;
const TICKS = 300;

/** CPU of the parts of a tick in ms, by the thread that would do them. `frames` includes who sees what. */
export interface StagesRow {
  readonly threads: number;
  readonly "main: rings": number;
  readonly "main: step": number;
  readonly "main: publish": number;
  readonly "main, sum": number;
  readonly "each thread: read": number;
  readonly "each thread: frames": number;
  readonly "B/client/tick": number;
}

/**
 * Runs the room and its threads one after the other in this one, without sockets and as fast as possible. CPU is then
 * known per part, on a busy machine too. What sockets cost is not in it: most of what threads have to do.
 */
export function measureStages({ clients, hz, visible, threads }: CoresOptions): StagesRow[] {
  Encoder.BUFFER_SIZE = 512 * 1024;
  return Array.from({ length: threads }, (_, index) => measureWith(index + 1, { clients, hz, visible }));
}

function measureWith(
  threads: number,
  { clients, hz, visible }: Pick<CoresOptions, "clients" | "hz" | "visible">,
): StagesRow {
  const drawn = () => parseMap(BENCH_MAP, benchMap(mapSideFor(clients, visible)));
  const room = new SimulatedRoom(drawn(), hz);
  const common = new CommonPart(room.state);
  const memory = createMemory(threads);
  const writer = new TickWriter(memory);
  const workers = memory.rings.map((ring, thread) => {
    const world = createWorld(drawn(), 1 / hz, 1);
    const reader = new TickReader(memory, thread, world);
    return { ring: new InputRing(ring, () => {}), reader, assembly: new FrameAssembly(reader.state, world.arena) };
  });
  let bytes = 0;
  const count = (frame: Uint8Array) => (bytes += frame.length);
  const players = Array.from({ length: clients }, (_, index) => {
    const worker = workers[index % threads];
    if (!worker) throw new Error("there is no such thread");
    const id = index + 1;
    worker.ring.enter(id);
    worker.assembly.welcome({ sessionId: String(id), ref: {}, raw: count } as unknown as Client);
    return { id, ring: worker.ring, script: new Script(index, FIRE_SHARE) };
  });
  const spent = { rings: 0, step: 0, publish: 0, read: 0, frames: 0 };
  const measured = <Result>(stage: keyof typeof spent, work: () => Result): Result => {
    const before = process.threadCpuUsage();
    const result = work();
    const { user, system } = process.threadCpuUsage(before);
    spent[stage] += (user + system) / 1000;
    return result;
  };
  const frame = { moveX: 0, moveY: 0, aim: 0, buttons: 0 };
  for (let tick = 0; tick < WARM_UP_TICKS + TICKS; tick++) {
    if (tick === WARM_UP_TICKS) {
      bytes = 0;
      Object.assign(spent, { rings: 0, step: 0, publish: 0, read: 0, frames: 0 });
    }
    for (const { id, ring, script } of players) {
      script.next(frame);
      ring.input(id, frame, 0);
    }
    measured("rings", () => workers.forEach(({ ring }) => ring.drain(room)));
    const stepped = measured("step", () => common.encode(room.step()));
    measured("publish", () => writer.publish(stepped, room.state.players, 0));
    for (const { reader, assembly } of workers) {
      const read = measured("read", () => reader.read().tick);
      measured("frames", () => assembly.send(read));
    }
  }
  const each = (ms: number) => round(ms / TICKS, 2);
  return {
    threads,
    "main: rings": each(spent.rings),
    "main: step": each(spent.step),
    "main: publish": each(spent.publish),
    "main, sum": each(spent.rings + spent.step + spent.publish),
    "each thread: read": each(spent.read / threads),
    "each thread: frames": each(spent.frames / threads),
    "B/client/tick": Math.round(bytes / TICKS / clients),
  };
}
