import { resumeArena } from "@fray/game-client/internal/connection/join";
import { systemRuntime } from "@fray/netcode/core";
import type { Player } from "@fray/shared-state/schema/player";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";

import { onlyRoom } from "../security/in-process.ts";
import { drawMap } from "../support/drawn-maps.ts";
import { Guest } from "../support/guest.ts";
import { IDLE, TestPlayer } from "../support/player.ts";
import { layer, point, rectangle, tiledMap } from "../support/tiled.ts";
import { until, settled } from "../support/until.ts";
import { startVirtual, type VirtualServer } from "../support/virtual-server.ts";
import { Network } from "./network.ts";

const ROUND_TRIP_MS = 100;
/** Three who fight: two in each other's sight, and one far from both. */
const PLACES = { Ann: { x: 10, y: 5 }, Bob: { x: 14, y: 6 }, Cid: { x: 70, y: 5 } } as const;
type Name = keyof typeof PLACES;

let server: VirtualServer;
let endpoint: string;
beforeAll(async () => {
  const layers = [layer("walls", rectangle(40, 0, 1, 2)), layer("spawns", point(3, 5), point(76, 5))];
  drawMap("long", Object.assign(tiledMap(...layers), { width: 80 }));
  server = await startVirtual({ args: ["--map", "long"] });
  endpoint = server.http;
});
afterAll(() => server.stop());

const leaving: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const leave of leaving.splice(0).toReversed()) await leave();
});

async function join(name: string, options: { roomId?: string; spectate?: boolean; over?: string } = {}) {
  const player = await TestPlayer.join(options.over ?? endpoint, name, options);
  leaving.push(() => player.leave());
  return player;
}

/** Returns the server's body of a player. */
function bodyOf(name: string): Player | undefined {
  const { roster, players } = onlyRoom().state;
  for (const [sessionId, entry] of roster) if (entry.name === name) return players.get(sessionId);
  return undefined;
}

/** Sets up three fighters, placed by the server, and a spectator on a separate connection. */
async function scene() {
  const fighters = await Promise.all(Object.keys(PLACES).map((name) => join(name)));
  await until("all have spawned", () => Object.keys(PLACES).every((name) => bodyOf(name)?.alive));
  for (const [name, place] of Object.entries(PLACES)) Object.assign(bodyOf(name) ?? {}, place);
  const network = new Network(server, { roundTripMs: ROUND_TRIP_MS });
  const eve = await join("Eve", { spectate: true, over: network.endpoint });
  const [ann] = fighters;
  if (!ann) throw new Error("nobody is there");
  return { ann, eve, network };
}

const followed = (player: TestPlayer) => player.frame?.watched?.name;

async function follow(player: TestPlayer, name: Name) {
  for (let turn = 0; turn < 3 && followed(player) !== name; turn++) {
    const before = followed(player);
    player.game.watchNext(1);
    await until("another is followed", () => followed(player) && followed(player) !== before);
  }
  expect(followed(player)).toBe(name);
}

/** Everybody on a screen and where, in the order of their names. */
function onScreen({ frame }: TestPlayer) {
  const { self, others = [] } = frame ?? {};
  return [...(self ? [self] : []), ...others]
    .map(({ name, x, y, alive }) => ({ name, x, y, alive }))
    .toSorted((a, b) => a.name.localeCompare(b.name));
}

test("a spectator sees the same bodies as the followed player, and has none", async () => {
  const { ann, eve } = await scene();
  await follow(eve, "Ann");
  await until("both see the two", () => onScreen(eve).length === 2 && onScreen(ann).length === 2);
  await until("at the same places", () => JSON.stringify(onScreen(eve)) === JSON.stringify(onScreen(ann)));
  expect(onScreen(eve)).toMatchObject([{ name: "Ann", ...PLACES.Ann }, { name: "Bob" }]);
  expect(eve.frame?.self).toBeUndefined();
  // Eve has Ann's view, so Ann is not an enemy.
  expect(eve.frame?.others.map(({ name, enemy }) => [name, enemy]).toSorted()).toEqual([
    ["Ann", false],
    ["Bob", true],
  ]);
  const standings = eve.game.standings().map(({ name }) => name);
  // All fighters have equal scores; the spectator is last.
  expect(standings.slice(0, 3).toSorted()).toEqual(["Ann", "Bob", "Cid"]);
  expect(standings[3]).toBe("Eve");
  expect(eve.game.takeTalk()).toEqual([]);
});

test("a free camera sees the bodies around it", { timeout: 60_000 }, async () => {
  const { eve } = await scene();
  await follow(eve, "Cid");
  await until(
    "only that one is in sight",
    () =>
      onScreen(eve)
        .map(({ name }) => name)
        .join("") === "Cid",
  );
  eve.game.watchFreely();
  eve.play = () => ({ ...IDLE, moveX: -1 });
  await until(
    "it has come to the other end",
    () =>
      onScreen(eve)
        .map(({ name }) => name)
        .join(" ") === "Ann Bob",
  );
  expect(eve.frame?.watched).toBeUndefined();
});

test("a spectator who reconnects follows the same player as before", { timeout: 60_000 }, async () => {
  const { eve, network } = await scene();
  await follow(eve, "Cid");
  network.cut();
  await until("they are told", () => eve.game.status().state === "reconnecting");
  network.restore();
  await until("they are back", () => eve.game.status().state === "online");
  const { patches } = eve.game.stats();
  await until("a second has gone by", () => eve.game.stats().patches > patches + 30);
  expect(followed(eve)).toBe("Cid");
  expect(onScreen(eve)).toHaveLength(1);
});

test("a spectator's reloaded page continues to watch", async () => {
  await scene();
  const guest = await Guest.join(endpoint, { name: "Fay", spectate: true });
  guest.room.connection.close();
  const game = await settled(resumeArena({ runtime: systemRuntime, token: guest.room.reconnectionToken, endpoint }));
  expect(game?.standings().find(({ self }) => self)).toMatchObject({ name: "Fay", spectator: true });
  expect(game?.frame(performance.now(), IDLE).self).toBeUndefined();
  await settled(game?.leave() ?? Promise.resolve());
});

test(
  "a fighter who becomes a spectator loses the body, and gets a responsive one on return",
  {
    timeout: 60_000,
  },
  async () => {
    const { ann } = await scene();
    await until("a good while has gone by", () => ann.game.stats().patches > 160);
    ann.game.setSpectating(true);
    await until("the body is gone", () => ann.frame && !ann.frame.self);
    await until("somebody else is watched", () => ann.frame?.watched);
    ann.game.setSpectating(false);
    const early = await until("that was too early", () => ann.game.takeTalk().find(({ type }) => type === "notice"));
    expect(early).toMatchObject({ code: "tooFast" });
    const { patches, corrections } = ann.game.stats();
    await until("the rest is over", () => ann.game.stats().patches > patches + 160);
    ann.game.setSpectating(false);
    await until("there is a body again", () => ann.frame?.self?.alive);
    expect(ann.frame?.watched).toBeUndefined();

    const startX = ann.frame?.self?.x ?? 0;
    ann.play = () => ({ ...IDLE, moveX: startX < 40 ? 1 : -1 });
    await until("it runs", () => Math.abs((ann.frame?.self?.x ?? 0) - startX) > 4);
    ann.play = () => IDLE;
    await until("the server has it where it is drawn", () => bodyOf("Ann")?.x === ann.frame?.self?.x);
    // The first word on a new body may correct what was guessed of it.
    expect(ann.game.stats().corrections - corrections).toBeLessThanOrEqual(1);
  },
);

test("chat, emotes, joins and leaves reach everyone in the room", async () => {
  const ann = await join("Ann");
  const bob = await join("Bob", { roomId: ann.game.roomId });
  await until("Ann hears that Bob came", () => ann.game.takeTalk().some(({ type }) => type === "presence"));
  const emotes: unknown[] = [];
  bob.onFrame = ({ events }) => emotes.push(...events.filter(({ type }) => type === "emote"));
  await until("both are there", () => bob.frame?.self?.alive && ann.frame?.self?.alive);
  ann.game.say("all", "hello <b>there</b>");
  const heard = await until("Bob hears", () => bob.game.takeTalk()[0]);
  expect(heard).toMatchObject({ type: "chat", self: false, name: "Ann", text: "hello <b>there</b>" });
  const own = await until("so does Ann", () => ann.game.takeTalk()[0]);
  expect(own).toMatchObject({ type: "chat", self: true });
  Object.assign(bodyOf("Bob") ?? {}, PLACES.Bob);
  Object.assign(bodyOf("Ann") ?? {}, PLACES.Ann);
  await until("they see each other", () => bob.frame?.others.length === 1);
  ann.game.emote(3);
  await until("Bob sees it", () => emotes.length > 0);
  expect(emotes).toEqual([{ type: "emote", id: ann.frame?.self?.id, emote: 3 }]);
  await bob.leave();
  const left = await until("Ann hears that Bob left", () => ann.game.takeTalk()[0]);
  expect(left).toEqual({ type: "presence", name: "Bob", what: "left" });
});

test("a link leads into its room; a link to a closed room shows a sentence", async () => {
  const ann = await join("Ann");
  const bob = await join("Bob", { roomId: ann.game.roomId });
  expect(bob.game.roomId).toBe(ann.game.roomId);
  await expect(join("Cid", { roomId: "nowhere" })).rejects.toThrow("That room is gone.");
});
