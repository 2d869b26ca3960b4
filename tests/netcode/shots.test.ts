import { BUTTON } from "@fray/shared-state/schema/input-frame";
import { afterAll, beforeAll, expect, test } from "vitest";

import { IDLE, TestPlayer } from "../support/player.ts";
import { until } from "../support/until.ts";
import { startVirtual, type VirtualServer } from "../support/virtual-server.ts";
import { walkTo } from "../support/walk.ts";
import { Network } from "./network.ts";

/** Ticks that a round trip of 150 ms +- 30 ms takes at most, those an input may wait to be taken, and the grace of two. */
const SETTLED_WITHIN_TICKS = Math.ceil(180 / (1000 / 30)) + 3 + 2;

let server: VirtualServer;
beforeAll(async () => {
  server = await startVirtual({ args: ["--map", "duel"] });
});
afterAll(() => server.stop());

/** Fires all the time, and keeps an eye on every pulse that is drawn. */
async function gunner(name: string, roundTripMs: number, jitterMs: number) {
  const network = new Network(server, { roundTripMs, jitterMs });
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

test("every predicted pulse is replaced by the server's, and none is drawn twice", async () => {
  const { player, drawn, twice } = await gunner("Gunner", 150, 30);
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
});

test("N11: a pulse that the server never fired is withdrawn", async () => {
  const { network, player } = await gunner("Stalled", 100, 0);
  await until("it fires", () => player.game.stats().shots.confirmed > 3);
  // Inputs sent during this stall arrive too late and are thrown away, including the pulses that they fired.
  network.stall(900);
  await until("some are withdrawn", () => player.game.stats().shots.withdrawn > 0);
  player.play = () => IDLE;
  await until("all are settled", () => {
    const { predicted, confirmed, withdrawn } = player.game.stats().shots;
    return predicted === confirmed + withdrawn;
  });
  await until("none of them is drawn", () => player.frame?.shots.every((shot) => !shot.own));
  await player.leave();
});

/** Where the health pack of the map lies, in a gap, and a post either side of it. */
const PACK = { x: 10, y: 6 };
const POSTS = [
  { x: 10, y: 2.5 },
  { x: 10, y: 9.5 },
] as const;

const health = (player: TestPlayer) => player.frame?.self?.health ?? 1;
const packLies = (player: TestPlayer) => player.frame?.pickups[0]?.available;
const distanceTo = (player: TestPlayer, { x, y }: { x: number; y: number }) =>
  Math.hypot(x - (player.frame?.self?.x ?? 0), y - (player.frame?.self?.y ?? 0));

/** Two players, each at a post and wounded by the other. */
async function woundedRivals(roundTripsMs: readonly [number, number]) {
  // A separate server: in a room that others have just left, the pack may not have respawned yet.
  const own = await startVirtual({ args: ["--map", "duel"] });
  const join = async (roundTripMs: number) => {
    const network = new Network(own, { roundTripMs });
    const player = await TestPlayer.join(network.endpoint, `Rival at ${roundTripMs}`);
    /** Messages about packs, oldest first: true when the player itself took it. */
    const taken: boolean[] = [];
    player.onFrame = ({ events }) => {
      for (const event of events) if (event.type === "pickup") taken.push(event.me);
    };
    return { network, player, taken };
  };
  const rivals = await Promise.all([join(roundTripsMs[0]), join(roundTripsMs[1])]);
  const [{ player: north }, { player: south }] = rivals;
  await until("the pack lies there", () => packLies(north) && packLies(south));
  north.play = () => walkTo(north.frame, POSTS[0]);
  south.play = () => walkTo(south.frame, POSTS[1]);
  await until(
    "both stand at their posts",
    () => distanceTo(north, POSTS[0]) < 0.3 && distanceTo(south, POSTS[1]) < 0.3,
  );
  await until("no shield is left", () => !north.frame?.self?.shielded && !south.frame?.self?.shielded);
  north.play = () => ({ ...IDLE, aim: Math.PI / 2, buttons: BUTTON.fire });
  south.play = () => ({ ...IDLE, aim: -Math.PI / 2, buttons: BUTTON.fire });
  await until("both are wounded", () => health(north) < 0.8 && health(south) < 0.8);
  const leave = async () => {
    await Promise.all(rivals.map(({ player }) => player.leave()));
    await own.stop();
  };
  return { rivals, leave };
}

test("a contested health pack never has two owners", { timeout: 60_000 }, async () => {
  const { rivals, leave } = await woundedRivals([20, 200]);
  for (const { player } of rivals) player.play = () => walkTo(player.frame, PACK);
  await until("one hears that the other has it", () => rivals.some(({ taken }) => taken.includes(false)));
  const patches = rivals.map(({ player }) => player.game.stats().patches);
  await until("a second owner would be known", () =>
    rivals.every(({ player }, index) => player.game.stats().patches > (patches[index] ?? 0) + SETTLED_WITHIN_TICKS),
  );
  expect(rivals.filter(({ taken }) => taken.includes(false))).toHaveLength(1);
  expect(rivals.map(({ player }) => packLies(player))).toEqual([false, false]);
  const winner = rivals.find(({ taken }) => !taken.includes(false));
  expect(winner?.taken).toEqual([true]);
  await leave();
});

test("a health pack that was taken only in the prediction lies there again", { timeout: 60_000 }, async () => {
  const { rivals, leave } = await woundedRivals([20, 100]);
  const [{ player: other }, { player, network, taken }] = rivals;
  other.play = () => IDLE;
  player.play = () => IDLE;
  const pulsesFly = () => rivals.some((rival) => rival.player.frame?.shots.length !== 0);
  await until("the last pulse has landed", () => !pulsesFly());
  await until("the pack lies there", () => packLies(player));
  // Inputs sent during this stall arrive too late and are thrown away, including the way to the pack.
  network.stall(900);
  player.play = () => walkTo(player.frame, PACK);
  await until("it is taken on the player's screen", () => !packLies(player));
  expect(taken.at(-1)).toBe(true);
  player.play = () => IDLE;
  await until("it lies there again", () => packLies(player));
  expect(packLies(other)).toBe(true);
  expect(health(player)).toBeLessThan(1);
  await leave();
});
