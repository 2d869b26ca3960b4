import type { BodyView, ClientEvent } from "@fray/game-client/internal/connection/frame";
import { afterAll, beforeAll, expect, test } from "vitest";

import { drawMap } from "../support/drawn-maps.ts";
import { IDLE, TestPlayer } from "../support/player.ts";
import { layer, point, rectangle, tiledMap } from "../support/tiled.ts";
import { until } from "../support/until.ts";
import { startVirtual, type VirtualServer } from "../support/virtual-server.ts";
import { Network } from "./network.ts";

const ENTRY = { x: 6, y: 5 };
const EXIT = { x: 15, y: 5 };
/** A step from a pad, with some room. */
const BESIDE_U = 1.2;

let server: VirtualServer;
beforeAll(async () => {
  const pads = [ENTRY, EXIT].map(({ x, y }) => point(x, y, { name: "tunnel" }));
  const wall = rectangle(9, 1, 1, 8);
  drawMap("tunnel", tiledMap(layer("walls", wall), layer("spawns", point(3, 5)), layer("teleporters", ...pads)));
  server = await startVirtual({ args: ["--map", "tunnel"] });
});
afterAll(() => server.stop());

/** Joins over a line of 150 ms. */
async function join(name: string) {
  const network = new Network(server, { roundTripMs: 150, jitterMs: 20 });
  const player = await TestPlayer.join(network.endpoint, name);
  return { network, player };
}

test(
  "N5: a body that goes through a teleporter is drawn on neither screen between the two places",
  { timeout: 60_000 },
  async () => {
    const [walker, watcher] = await Promise.all([join("Walker"), join("Watcher")]);
    const seen = { own: [] as BodyView[], other: [] as (BodyView | undefined)[] };
    const teleports: { own: ClientEvent[]; other: ClientEvent[] } = { own: [], other: [] };
    await until("both are there", () => walker.player.frame?.self?.alive && watcher.player.frame?.others[0]?.alive);
    walker.player.onFrame = ({ self, events }) => {
      if (self) seen.own.push(self);
      teleports.own.push(...events.filter(({ type }) => type === "teleport"));
    };
    watcher.player.onFrame = ({ others, events }) => {
      seen.other.push(others.find(({ name }) => name === "Walker"));
      teleports.other.push(...events.filter(({ type }) => type === "teleport"));
    };
    walker.player.play = () => ({ ...IDLE, moveX: 1 });
    const isThrough = (body: BodyView | undefined) => (body?.x ?? 0) > EXIT.x + 1;
    await until("the walker is through", () => isThrough(seen.own.at(-1)));
    await until("the watcher has seen it", () => isThrough(seen.other.at(-1)));

    const between = (body: BodyView | undefined) =>
      body !== undefined && body.x > ENTRY.x + BESIDE_U && body.x < EXIT.x - BESIDE_U;
    expect(seen.own.filter(between), "on the own screen").toEqual([]);
    expect(seen.other.filter(between), "on the other's").toEqual([]);
    expect(
      seen.other.filter((body) => !body?.alive),
      "frames in which the other does not see it",
    ).toEqual([]);
    expect(teleports.own).toMatchObject([{ type: "teleport", me: true }]);
    expect(teleports.other).toMatchObject([{ type: "teleport", me: false }]);
    await Promise.all([walker, watcher].map(({ player }) => player.leave()));
  },
);
