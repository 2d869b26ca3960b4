import { systemRuntime } from "@fray/netcode/core";
import { TickLoop, TickMetrics, TickPhases } from "@fray/netcode/server";
import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";

const STEP_MS = 20;

let server: Server;
let near: Socket;
let far: Socket;

beforeEach(async () => {
  server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  near = connect((server.address() as AddressInfo).port);
  [far] = (await once(server, "connection")) as [Socket];
});

afterEach(() => {
  near.destroy();
  far.destroy();
  server.close();
});

/** Keeps the process busy. */
function stall(ms: number): void {
  for (const begin = performance.now(); performance.now() - begin < ms;);
}

/** Runs a loop whose tick does `work`, told how many were before it, until `count` have run. */
async function runTicks(count: number, work: (index: number) => unknown): Promise<void> {
  let ran = 0;
  await new Promise<void>((resolve) => {
    const loop = new TickLoop(
      1000 / STEP_MS,
      () => {
        work(ran++);
        if (ran < count) return;
        loop.stop();
        resolve();
      },
      { metrics: new TickMetrics(), runtime: systemRuntime, phases: new TickPhases() },
    );
    loop.start();
  });
}

test("messages that arrived during a tick that took too long are read before the next", async () => {
  const order: string[] = [];
  far.on("data", (data) => order.push(data.toString()));
  await runTicks(4, (index) => {
    order.push(`tick ${index}`);
    if (index > 1) return;
    near.write(`input ${index}`);
    stall(STEP_MS * 2.5);
  });
  expect(order).toEqual(["tick 0", "input 0", "tick 1", "input 1", "tick 2", "tick 3"]);
});
