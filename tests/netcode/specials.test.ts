import type { Frame } from "@fray/game-client/internal/connection/frame";
import { BODY_RADIUS_U, SCATTER, SPECIALS } from "@fray/shared-state/rules";
import { BUTTON } from "@fray/shared-state/schema/input-frame";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { onlyRoom } from "../security/in-process.ts";
import { drawMap } from "../support/drawn-maps.ts";
import { IDLE, TestPlayer } from "../support/player.ts";
import { layer, point, rectangle, tiledMap } from "../support/tiled.ts";
import { until } from "../support/until.ts";
import { startVirtual, type VirtualServer } from "../support/virtual-server.ts";
import { walkTo } from "../support/walk.ts";
import { Network } from "./network.ts";

const PADS = { scatter: { x: 3, y: 2 }, rocket: { x: 6, y: 2 }, orb: { x: 9, y: 2 } } as const;
type Pad = keyof typeof PADS;

/** Every shot from here to the right ends far away, or out of range. */
const STAND = { x: 3, y: 8 };
/** A machine that stops for a moment makes inputs late that the line did not: that run says nothing. */
const RETRIES = 2;

let server: VirtualServer;
let network: Network;
let player: TestPlayer;
beforeAll(async () => {
  const pads = Object.entries(PADS).map(([name, { x, y }]) => point(x, y, { name }));
  const walls = layer("walls", rectangle(9, 4, 2, 2));
  drawMap("range", tiledMap(walls, layer("spawns", point(3, 5)), layer("pickups", ...pads)));
  server = await startVirtual({ args: ["--map", "range"] });
});
afterAll(() => server.stop());

beforeEach(async () => {
  network = new Network(server, { roundTripMs: 150, jitterMs: 30 });
  player = await TestPlayer.join(network.endpoint, "Gunner");
  return async () => {
    await player.leave();
  };
});

/** Takes a weapon from its pad and goes to a place with it. */
async function fetch(special: Pad, then: { x: number; y: number }) {
  await until(
    "it lies there",
    () => player.frame?.pickups.some((pad) => pad.kind === special && pad.available),
    30_000,
  );
  player.play = (frame) => walkTo(frame, PADS[special]);
  await until("it is in hand", () => player.frame?.self?.special === special);
  player.play = (frame) => walkTo(frame, then);
  await until("the player stands", () => {
    const { x = 0, y = 0 } = player.frame?.self ?? {};
    return Math.hypot(then.x - x, then.y - y) < 0.3;
  });
}

/** Records the drawing and the sound of the player's own shots, frame by frame. */
function observe() {
  const heard = { fired: [] as string[], blasts: 0, twice: 0, reappeared: 0 };
  const drawn = new Map<string, number>();
  let frames = 0;
  player.onFrame = ({ shots, events }: Frame) => {
    frames++;
    const keys = shots.filter(({ own }) => own).map(({ key }) => key);
    heard.twice += keys.length - new Set(keys).size;
    for (const key of keys) {
      if (drawn.has(key) && drawn.get(key) !== frames - 1) heard.reappeared++;
      drawn.set(key, frames);
    }
    for (const event of events) {
      if (event.type === "fired" && event.own) heard.fired.push(event.key);
      if (event.type === "blast" && event.own) heard.blasts++;
    }
  };
  return { heard, drawn };
}

/** Inputs that came too late, and times the prediction was wrong. */
const faults = () => ({
  dropped: onlyRoom().report().counters.inputsDropped,
  corrections: player.game.stats().corrections,
});

test.for(["scatter", "rocket", "orb"] as const)(
  "N11: a %s is predicted, confirmed and drawn once, and its pad is no correction",
  { retry: RETRIES, timeout: 60_000 },
  async (special) => {
    await until("the line has settled", () => player.game.stats().patches > 60);
    const before = faults();
    await fetch(special, STAND);
    const { heard, drawn } = observe();
    player.play = () => ({ ...IDLE, aim: -0.2, buttons: BUTTON.special });
    await until("all rounds are fired", () => player.frame?.self?.special === "rail");
    player.play = () => IDLE;
    await until("the last has ended", () => drawn.size > 0 && player.frame?.shots.length === 0);
    const { patches } = player.game.stats();
    await until("every word about it is in", () => player.game.stats().patches > patches + 30);

    const { rounds } = SPECIALS[special];
    const perRound = special === "scatter" ? SCATTER.pellets : 1;
    expect(new Set(heard.fired).size).toBe(rounds);
    expect(heard).toMatchObject({ fired: { length: rounds }, twice: 0, reappeared: 0 });
    expect(heard.blasts).toBe(special === "scatter" ? 0 : rounds);
    expect(drawn.size).toBe(rounds * perRound);
    const { shots } = player.game.stats();
    expect(shots).toMatchObject({ predicted: rounds, confirmed: rounds, withdrawn: 0 });
    expect(faults()).toEqual(before);
  },
);

test("a rocket at the own feet pushes the body as predicted", { retry: RETRIES, timeout: 60_000 }, async () => {
  const corner = { x: BODY_RADIUS_U + 0.3, y: 8 };
  await until("the line has settled", () => player.game.stats().patches > 60);
  await fetch("rocket", corner);
  const before = faults();
  let farthest = 0;
  player.onFrame = ({ self }) => (farthest = Math.max(farthest, self?.x ?? 0));
  player.play = () => ({ ...IDLE, aim: Math.PI, buttons: BUTTON.special });
  await until("it is fired", () => player.game.stats().shots.predicted > 0);
  player.play = () => IDLE;
  await until("it has thrown the player back", () => farthest > corner.x + 0.7);
  const { patches } = player.game.stats();
  await until("the player has come to rest", () => player.game.stats().patches > patches + 20);
  expect(player.frame?.self?.health).toBeLessThan(1);
  expect(faults()).toEqual(before);
});
