import { BUTTON } from "@fray/shared-state/schema/input-frame";
import { afterAll, beforeAll, expect, test } from "vitest";

import { IDLE, TestPlayer } from "../support/player.ts";
import { startServer, type ServerProcess } from "../support/server.ts";
import { until } from "../support/until.ts";
import { Network } from "./network.ts";

/** Ticks that a round trip of 150 ms +- 30 ms takes at most, those an input may wait to be taken, and the grace of two. */
const SETTLED_WITHIN_TICKS = Math.ceil(180 / (1000 / 30)) + 3 + 2;

let server: ServerProcess;
beforeAll(async () => {
  server = await startServer({ args: ["--map", "duel"] });
});
afterAll(() => server.stop());

/** Fires all the time, and keeps an eye on every pulse that is drawn. */
async function gunner(name: string, roundTripMs: number, jitterMs: number) {
  const network = await Network.open(server.port, { roundTripMs, jitterMs });
  const player = await TestPlayer.join(network.endpoint, name);
  const drawn = new Map<string, { frames: number; gaps: number; lastFrame: number }>();
  let twice = 0;
  let frames = 0;
  player.play = () => ({ ...IDLE, aim: 1.2, buttons: BUTTON.fire });
  player.onFrame = ({ shots }) => {
    frames++;
    const keys = shots.filter((shot) => shot.own).map((shot) => shot.key);
    twice += keys.length - new Set(keys).size;
    for (const key of keys) {
      const entry = drawn.get(key) ?? { frames: 0, gaps: 0, lastFrame: frames - 1 };
      if (entry.lastFrame !== frames - 1) entry.gaps++;
      drawn.set(key, { ...entry, frames: entry.frames + 1, lastFrame: frames });
    }
  };
  return { network, player, drawn, twice: () => twice };
}

test("every predicted pulse is taken over by the server's one, and none is drawn twice", async () => {
  const { network, player, drawn, twice } = await gunner("Gunner", 150, 30);
  await until("a clip and a half is fired", () => player.game.stats().shots.predicted >= 24);
  player.play = () => IDLE;
  const { patches } = player.game.stats();
  const { shots, patches: patchesThen } = await until("all are settled", () => {
    const stats = player.game.stats();
    return stats.shots.predicted === stats.shots.confirmed + stats.shots.withdrawn ? stats : undefined;
  });
  expect(patchesThen - patches, "ticks until the last was settled").toBeLessThanOrEqual(SETTLED_WITHIN_TICKS);
  expect(shots).toMatchObject({ confirmed: shots.predicted, withdrawn: 0 });
  expect(twice()).toBe(0);
  expect(drawn.size).toBe(shots.predicted);
  expect(
    [...drawn.values()].filter(({ gaps }) => gaps > 0),
    "pulses that vanished and came back",
  ).toEqual([]);
  await player.leave();
  await network.close();
});

test("a pulse the server never fired is withdrawn and flies no more", async () => {
  const { network, player } = await gunner("Stalled", 100, 0);
  await until("it fires", () => player.game.stats().shots.confirmed > 3);
  // What is sent during this comes too late and is thrown away, the pulses it fired included.
  network.stall(900);
  await until("some are withdrawn", () => player.game.stats().shots.withdrawn > 0);
  player.play = () => IDLE;
  await until("all are settled", () => {
    const { predicted, confirmed, withdrawn } = player.game.stats().shots;
    return predicted === confirmed + withdrawn;
  });
  await until("none of them is drawn", () => player.frame?.shots.every((shot) => !shot.own));
  await player.leave();
  await network.close();
});

test(
  "a contested health pack has never two owners, and lies again for who only thought to have it",
  { timeout: 60_000 },
  async () => {
    const lines = [20, 200];
    const networks = await Promise.all(lines.map((roundTripMs) => Network.open(server.port, { roundTripMs })));
    const players = await Promise.all(
      networks.map(({ endpoint }, index) => TestPlayer.join(endpoint, `Rival ${index}`)),
    );
    const [near, far] = players;
    if (!near || !far) throw new Error("two rivals are needed");
    const pack = { x: 10, y: 6 };
    const health = (player: TestPlayer) => player.frame?.self?.health ?? 1;
    const towards = (player: TestPlayer, to: { x: number; y: number }) => {
      const dx = to.x - (player.frame?.self?.x ?? to.x);
      const dy = to.y - (player.frame?.self?.y ?? to.y);
      const distance = Math.hypot(dx, dy);
      return distance > 0.2 ? { ...IDLE, moveX: dx / distance, moveY: dy / distance } : IDLE;
    };
    // Either side of the gap in which the pack lies, then each wounds the other.
    const posts = [
      { x: 10, y: 2.5 },
      { x: 10, y: 9.5 },
    ] as const;
    near.play = () => towards(near, posts[0]);
    far.play = () => towards(far, posts[1]);
    const at = (player: TestPlayer, post: { x: number; y: number }) =>
      Math.hypot((player.frame?.self?.x ?? 0) - post.x, (player.frame?.self?.y ?? 0) - post.y) < 0.3;
    await until("both stand at their posts", () => at(near, posts[0]) && at(far, posts[1]));
    await until("no shield is left", () => !near.frame?.self?.shielded && !far.frame?.self?.shielded);
    near.play = () => ({ ...IDLE, aim: Math.PI / 2, buttons: BUTTON.fire });
    far.play = () => ({ ...IDLE, aim: -Math.PI / 2, buttons: BUTTON.fire });
    await until("both are wounded", () => health(near) < 0.8 && health(far) < 0.8);
    near.play = () => towards(near, pack);
    far.play = () => towards(far, pack);
    const packView = (player: TestPlayer) => player.frame?.pickups[0]?.available;
    await until("the pack is gone for both", () => packView(near) === false && packView(far) === false);
    const judged = performance.now() + 1000;
    await until("the server's word is in", () => performance.now() > judged);
    expect(packView(near)).toBe(packView(far));
    const healed = players.filter((player) => health(player) > 0.85);
    expect(healed.length).toBeLessThanOrEqual(1);
    await Promise.all([...players.map((player) => player.leave()), ...networks.map((network) => network.close())]);
  },
);
