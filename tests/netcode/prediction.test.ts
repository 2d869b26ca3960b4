import type { Frame } from "@fray/game-client/internal/connection/frame";
import { createRandom } from "@fray/netcode/core";
import { TimeBank } from "@fray/netcode/server";
import { StateReaders } from "@fray/server/internal/sync/state-readers";
import { BODY_RADIUS_U } from "@fray/shared-state/rules";
import { BUTTON } from "@fray/shared-state/schema/input-frame";
import { afterEach, expect, test, vi } from "vitest";

import { onlyRoom } from "../security/in-process.ts";
import { IDLE, TestPlayer } from "../support/player.ts";
import { pass, until } from "../support/until.ts";
import { startVirtual, type VirtualServer } from "../support/virtual-server.ts";
import { Network } from "./network.ts";

const DRIVE_MS = 60_000;
const SHORT_DRIVE_MS = 15_000;
/** Nearer to a wall than this is touching it. */
const CONTACT_U = 0.02;

let server: VirtualServer;
afterEach(async () => {
  vi.restoreAllMocks();
  await server.stop();
});

/** Explosions push who fired them: that is the server's word, not the prediction's. */
const EXPLODING: ReadonlySet<string> = new Set(["rocket", "orb"]);

/**
 * Drives about at random: new direction every 0.1..0.6 s, dashing and shooting now and then, into walls, over pads and
 * through teleporters as it comes.
 */
function reckless(seed: number) {
  const random = createRandom(seed);
  let turnAt = 0;
  let input = { moveX: 0, moveY: 0, aim: 0, buttons: 0 };
  return (frame: Frame | undefined) => {
    const now = performance.now();
    const mayFireSpecial = !EXPLODING.has(frame?.self?.special ?? "");
    if (now >= turnAt) {
      turnAt = now + 100 + random() * 500;
      const angle = random() * 2 * Math.PI;
      input = {
        moveX: Math.cos(angle),
        moveY: Math.sin(angle),
        aim: random() * 2 * Math.PI,
        buttons:
          (random() < 0.3 ? BUTTON.dash : 0) |
          (random() < 0.5 ? BUTTON.fire : 0) |
          (random() < 0.2 ? BUTTON.special : 0) |
          (random() < 0.1 ? BUTTON.reload : 0),
      };
    }
    return mayFireSpecial ? input : { ...input, buttons: input.buttons & ~BUTTON.special };
  };
}

/** Inputs that the room has dropped so far. */
const droppedInputs = (): number => onlyRoom().report().counters.inputsDropped;

/** Some time at 250 ms +- 40 ms, and how it went. */
async function drive(seed: number, durationMs: number) {
  const network = new Network(server, { roundTripMs: 250, jitterMs: 40 });
  const player = await TestPlayer.join(network.endpoint);
  const droppedBefore = droppedInputs();
  player.play = reckless(seed);
  const did = { dash: 0, slide: 0, shoot: 0 };
  player.onFrame = ({ self, events }) => {
    if (!self) return;
    if (self.dashing) did.dash++;
    if (player.game.arena.blocks(self.x, self.y, BODY_RADIUS_U, -CONTACT_U)) did.slide++;
    did.shoot += events.filter(({ type }) => type === "fired").length;
  };
  const begin = performance.now();
  await until("it has driven that long", () => performance.now() - begin > durationMs, durationMs + 10_000);
  const stats = player.game.stats();
  const dropped = droppedInputs() - droppedBefore;
  await player.leave();
  return { stats, dropped, did };
}

test("N1: at 250 ms +- 40 ms, a minute of driving, dashing and wall sliding is predicted with no drift", async () => {
  server = await startVirtual();
  const { stats, dropped, did } = await drive(1, DRIVE_MS);
  expect(dropped).toBe(0);
  expect(stats.ping).toBeGreaterThan(240);
  expect(stats.patches).toBeGreaterThan(30 * 55);
  for (const [what, times] of Object.entries(did)) expect(times, what).toBeGreaterThan(20);
  // Neither the place nor the speed, nor a cooldown, nor the ammunition was ever other than predicted.
  expect(stats).toMatchObject({ corrections: 0, largestCorrection: 0 });
});

/** Makes the server send patches of a schema to our clients too. */
const sendNoRecords = () => vi.spyOn(StateReaders.prototype, "welcome").mockReturnValue();

test("N1: prediction has no drift with patches of a schema", async () => {
  server = await startVirtual();
  sendNoRecords();
  const { stats, did } = await drive(1, SHORT_DRIVE_MS);
  expect(stats.patches).toBeGreaterThan(30 * 12);
  expect(did.dash).toBeGreaterThan(0);
  expect(stats).toMatchObject({ corrections: 0, largestCorrection: 0 });
});

test.for([
  ["patches of a schema", sendNoRecords],
  ["snapshot records", () => {}],
] as const)(
  "inputs that come late cost no drift while every second patch is left out, with %s",
  async ([, prepare]) => {
    server = await startVirtual();
    prepare();
    const { load } = server.context;
    vi.spyOn(load, "degradation", "get").mockReturnValue({
      ...load.degradation,
      every: { ...load.degradation.every, fighters: 2 },
    });
    const network = new Network(server, { roundTripMs: 60 });
    const player = await TestPlayer.join(network.endpoint);
    const heldBefore = onlyRoom().report().counters.inputsHeld;
    const droppedBefore = droppedInputs();
    let frames = 0;
    player.play = () => ({ ...IDLE, moveX: Math.sin(frames++ / 20), moveY: Math.cos(frames / 31) });
    for (let stall = 0; stall < 20; stall++) {
      await pass(700);
      network.stall(100);
    }
    await pass(700);
    const { inputsHeld } = onlyRoom().report().counters;
    const dropped = droppedInputs() - droppedBefore;
    const stats = player.game.stats();
    await player.leave();
    expect(inputsHeld - heldBefore).toBeGreaterThan(10);
    // Nothing but a dropped input may come out other than predicted.
    expect(stats.corrections).toBeLessThanOrEqual(dropped);
  },
);

test.for([
  ["patches of a schema", sendNoRecords],
  ["snapshot records", () => {}],
] as const)(
  "an overloaded server that takes inputs in pairs costs no drift and no input, with %s",
  async ([, prepare]) => {
    server = await startVirtual();
    prepare();
    const { load } = server.context;
    vi.spyOn(load, "degradation", "get").mockReturnValue({ ...load.degradation, takesPairs: true });
    const collect = vi.spyOn(TimeBank.prototype, "collect");
    const { stats, dropped, did } = await drive(1, SHORT_DRIVE_MS);
    const pairs = collect.mock.results.filter(({ value }) => Array.isArray(value) && value.length === 2).length;
    expect(pairs).toBeGreaterThan(collect.mock.calls.length / 4);
    expect(did.dash).toBeGreaterThan(0);
    expect(dropped).toBe(0);
    expect(stats).toMatchObject({ corrections: 0, largestCorrection: 0 });
  },
);
