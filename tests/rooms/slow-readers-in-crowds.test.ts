import { ArenaConnection } from "@fray/bot-client/internal/connection/arena-connection";
import { systemRuntime } from "@fray/netcode/core";
import { BUTTON } from "@fray/shared-state/schema/input-frame";
import { afterAll, beforeAll, expect, test } from "vitest";

import { Network } from "../netcode/network.ts";
import { onlyRoom } from "../security/in-process.ts";
import { RawPeer } from "../support/raw-peer.ts";
import { settled, until } from "../support/until.ts";
import { startVirtual, type VirtualServer } from "../support/virtual-server.ts";

const STEP_S = 1 / 30;
/** Fewer than what one in motion is sent. */
const BYTES_PER_S = 500;

let server: VirtualServer;
beforeAll(async () => {
  // So many places that bodies travel as records.
  server = await startVirtual({ args: ["--map", "duel", "--max-players", "100"] });
});
afterAll(() => server.stop());

const report = () => onlyRoom().report();

test("a large room, too, disconnects a client that stops reading, keeps one on a slow connection, and others miss nothing", async () => {
  const network = new Network(server, { roundTripMs: 40 });
  const open = (name: string, url = server.url) => settled(ArenaConnection.open({ runtime: systemRuntime, url, name }));
  const [prompt, slow] = [await open("Prompt"), await open("Slow", network.endpoint.replace("http", "ws"))];
  const times: number[] = [];
  prompt.onPatch(() => times.push(prompt.stateTime));
  let step = 0;
  const timer = setInterval(() => {
    step++;
    for (const each of [prompt, slow])
      each.send({ moveX: Math.cos(step / 9), moveY: Math.sin(step / 7), aim: step / 5, buttons: 0 });
  }, 1000 * STEP_S);
  const blind = await RawPeer.join(server.http, "Blind");
  const entry = () => onlyRoom().state.roster.get(blind.sessionId);
  await until("it is in", () => entry()?.connected);
  blind.socket.pause();
  network.line = { roundTripMs: 40, bytesPerSecond: BYTES_PER_S };
  const from = report().tick.ticks;
  await until("it is given up", () => entry()?.connected === false, 10_000);
  expect((report().tick.ticks - from) * STEP_S).toBeLessThan(6);
  expect(report().counters.slowReaders).toBe(1);
  expect(report().counters.patchesHeld).toBeGreaterThan(60);
  const before = slow.stateTime;
  await until("the slow one goes on", () => slow.stateTime > before + 3, 10_000);
  const gaps = times.slice(1).map((at, index) => at - (times[index] ?? 0));
  expect(gaps.length).toBeGreaterThan(100);
  expect(Math.max(...gaps)).toBeLessThan(1.5 * STEP_S);
  clearInterval(timer);
  blind.socket.destroy();
  await settled(Promise.all([prompt.leave(), slow.leave()]));
});

test("also in a large room, a client receives the event of its own shot right after the patch of that tick", async () => {
  const own = await settled(ArenaConnection.open({ runtime: systemRuntime, url: server.url, name: "Shooter" }));
  await until("it has spawned", () => own.self?.alive);
  const id = own.self?.id;
  const heard: { tick: number; patchTick: number }[] = [];
  own.onEvents(({ tick, shots = [] }) => {
    if (shots.some(([owner]) => owner === id)) heard.push({ tick, patchTick: Math.round(own.stateTime / STEP_S) });
  });
  const timer = setInterval(() => own.send({ moveX: 0, moveY: 0, aim: 1, buttons: BUTTON.fire }), 1000 * STEP_S);
  await until("it has fired", () => heard.length > 3);
  clearInterval(timer);
  for (const { tick, patchTick } of heard) expect(patchTick).toBe(tick);
  await settled(own.leave());
});
