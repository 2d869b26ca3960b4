import { RUN_SPEED_U_PER_S } from "@fray/shared-state/rules";
import { BUTTON } from "@fray/shared-state/schema/input-frame";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { z } from "zod";

import { IDLE, TestPlayer } from "../support/player.ts";
import { startServer, type ServerProcess } from "../support/server.ts";
import { Network, type PacedConnection } from "../support/tcp-network.ts";
import { until } from "../support/until.ts";
import { walkTo } from "../support/walk.ts";

// The groups in virtual time test these claims exactly. Here each is tested once in real time, over real sockets and
// with a server of its own process: what is counted is ticks, patches and shots, which a busy machine only delays.

/** The top of the map, where the way is free, and the place below it from which the rail is fired. */
const LANE = { left: 3, right: 17, y: 1.5 };
const STAND = { x: 10, y: 4 };

let server: ServerProcess;
beforeAll(async () => {
  server = await startServer({ args: ["--map", "duel"] });
});
afterAll(() => server.stop());

const leaving: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const leave of leaving.splice(0).toReversed()) await leave();
});

async function join(name: string, endpoint = server.http): Promise<TestPlayer> {
  const player = await TestPlayer.join(endpoint, name);
  leaving.push(() => player.leave());
  return player;
}

/** Joins over a line of its own. */
async function joinOver(line: PacedConnection, name: string) {
  const network = await Network.open(server.port, line);
  leaving.push(() => network.close());
  return { network, player: await join(name, network.endpoint) };
}

/** Joins, and runs to and fro along the lane. */
async function joinRunner(): Promise<TestPlayer> {
  const runner = await join("Runner");
  let direction = 1;
  runner.play = (frame) => {
    const { x = STAND.x, y = LANE.y } = frame?.self ?? {};
    if (x > LANE.right) direction = -1;
    if (x < LANE.left) direction = 1;
    return { ...IDLE, moveX: direction, moveY: Math.abs(y - LANE.y) > 0.3 ? Math.sign(LANE.y - y) : 0 };
  };
  return runner;
}

const patchesOf = (player: TestPlayer): number => player.game.stats().patches;
const state = (player: TestPlayer) => player.game.status().state;
/** Waits until a player has been sent so many more patches. */
function patches(player: TestPlayer, count: number): Promise<boolean> {
  const from = patchesOf(player);
  return until(`${count} patches`, () => patchesOf(player) >= from + count);
}

const Health = z.object({
  rooms: z.array(
    z.object({ counters: z.object({ inputsDropped: z.number() }), tick: z.object({ dropped: z.number() }) }),
  ),
});
/** What a busy machine has cost the room so far: inputs that came later than the line makes them, and ticks. */
async function dropped(): Promise<number> {
  const { rooms } = Health.parse(await (await fetch(`${server.http}/health`)).json());
  return rooms.reduce((sum, { counters, tick }) => sum + counters.inputsDropped + tick.dropped, 0);
}

test("N1: at 150 ms five seconds of prediction need no correction, except where the machine drops an input or a tick", async () => {
  const { player } = await joinOver({ roundTripMs: 150, jitterMs: 20 }, "Driver");
  await until("it is alive", () => player.frame?.self?.alive);
  let frames = 0;
  player.play = () => {
    frames++;
    const angle = frames / 25;
    const buttons = frames % 90 < 2 ? BUTTON.dash : BUTTON.fire;
    return { moveX: Math.cos(angle), moveY: Math.sin(angle * 1.3), aim: angle, buttons };
  };
  await patches(player, 150);
  // Nobody else has been here. A correction is seen a round trip after its drop, so both are counted from the start.
  expect(player.game.stats().corrections).toBeLessThanOrEqual(await dropped());
});

test("N3: at 150 ms the rail, aimed at what is seen, hits", async () => {
  await joinRunner();
  const { player } = await joinOver({ roundTripMs: 150 }, "Shooter");
  const [fired, hit] = [new Set<string>(), new Set<string>()];
  player.play = (frame) => {
    const target = frame?.others.find((body) => body.alive && Math.abs(body.y - LANE.y) < 1);
    const self = frame?.self;
    const walking = walkTo(frame, STAND);
    if (!target || !self || walking.moveX !== 0 || walking.moveY !== 0) return walking;
    return { ...IDLE, aim: Math.atan2(target.y - self.y, target.x - self.x), buttons: BUTTON.special };
  };
  player.onFrame = ({ events }) => {
    for (const event of events) {
      if (event.type === "fired" && event.own) fired.add(event.key);
      if (event.type === "hit" && event.mine) hit.add(event.key);
    }
  };
  await until("one has hit", () => hit.size > 0);
  // Where the machine is busy, frames are rare and the aim is old. In virtual time every shot hits.
  expect(fired.size).toBeLessThanOrEqual(30);
});

test("N7: a player whose connection is cut is back in the same body when the network is", async () => {
  const { network, player } = await joinOver({ roundTripMs: 60 }, "Cut");
  await until("it is alive", () => player.frame?.self?.alive);
  await patches(player, 30);
  const { id, lives } = player.frame?.self ?? {};
  network.cut();
  await until("the player is told", () => state(player) === "reconnecting");
  network.restore();
  await until("it is back", () => state(player) === "online");
  await patches(player, 30);
  expect(player.frame?.self).toMatchObject({ id, lives });
});

test("N4: at 100 ms +- 30 ms a body that runs is drawn at its speed", async () => {
  await joinRunner();
  const { player } = await joinOver({ roundTripMs: 100, jitterMs: 30 }, "Watcher");
  await patches(player, 60);
  const errors: number[] = [];
  let last: { x: number; at: number } | undefined;
  player.onFrame = ({ others }) => {
    const body = others.find(({ name, y }) => name === "Runner" && Math.abs(y - LANE.y) < 0.4);
    const at = player.drawnAt;
    // Not around its turns, where its speed really changes.
    if (body && last && body.x > LANE.left + 2.5 && body.x < LANE.right - 2.5) {
      const speed = Math.abs(body.x - last.x) / ((at - last.at) / 1000);
      errors.push(Math.abs(speed / RUN_SPEED_U_PER_S - 1));
    }
    last = body && { x: body.x, at };
  };
  await until("enough has been seen", () => errors.length >= 60);
  expect(errors.toSorted((a, b) => a - b)[30]).toBeLessThanOrEqual(0.15);
});

test("N6: after a stop of the server's process the input delay is as before within 5 s of ticks", async () => {
  const { player } = await joinOver({ roundTripMs: 80 }, "Stalled");
  let turn = 0;
  player.play = () => ({ ...IDLE, moveX: Math.sin(turn++ / 40) });
  await patches(player, 60);
  const recent: number[] = [];
  player.onFrame = () => {
    recent.push(player.game.stats().unacknowledged);
    if (recent.length > 30) recent.shift();
  };
  /** Mean number of inputs that the server has not answered yet: the round trip and what waits, in ticks. */
  const delay = (): number => recent.reduce((sum, count) => sum + count, 0) / recent.length;
  await until("half a second is averaged", () => recent.length === 30);
  const before = delay();
  server.process.kill("SIGSTOP");
  await until("the stop is felt", () => (recent.at(-1) ?? 0) > before + 15);
  server.process.kill("SIGCONT");
  await until("the ticks go on", () => (recent.at(-1) ?? 0) <= before + 15);
  const from = patchesOf(player);
  await until("it is as before", () => delay() - before < 2);
  expect(patchesOf(player) - from).toBeLessThan(150);
});

test("N10: a player on 32 kbit/s stays online and sees the others", async () => {
  const others = await Promise.all(Array.from({ length: 5 }, (_, index) => join(`Other ${index}`)));
  for (const [index, other] of others.entries()) {
    let step = 0;
    other.play = () => ({
      moveX: Math.cos(++step / 30 + index),
      moveY: Math.sin(step / 25),
      aim: step / 10,
      buttons: 1,
    });
  }
  const { network, player } = await joinOver({ roundTripMs: 60 }, "Slow");
  await until("the others are in view", () => (player.frame?.others.length ?? 0) > 2);
  const states = new Set<string>();
  player.onFrame = () => states.add(state(player));
  network.line = { roundTripMs: 60, bytesPerSecond: 4000 };
  await patches(player, 40);
  expect(states).toEqual(new Set(["online"]));
  expect(player.frame?.others.length).toBeGreaterThan(0);
});
