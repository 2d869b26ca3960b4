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
async function runTicks(count: number, work: (index: number) => unknown, stepMs = STEP_MS): Promise<TickMetrics> {
  const metrics = new TickMetrics();
  let ran = 0;
  await new Promise<void>((resolve) => {
    const loop = new TickLoop(
      1000 / stepMs,
      () => {
        work(ran++);
        if (ran < count) return;
        loop.stop();
        resolve();
      },
      { metrics, runtime: systemRuntime, phases: new TickPhases() },
    );
    loop.start();
  });
  return metrics;
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

test("ticks missed in a hitch are caught up, but no more than five of them", async () => {
  // Steps so long that nothing else on the machine takes as many of them.
  const longStepMs = STEP_MS * 5;
  const few = await runTicks(6, (index) => index === 0 && stall(longStepMs * 3.5), longStepMs);
  expect(few.dropped).toBe(0);
  const many = await runTicks(6, (index) => index === 0 && stall(STEP_MS * 20));
  // Four at once after the tick that took so long.
  expect(many.dropped).toBeGreaterThanOrEqual(15);
});
