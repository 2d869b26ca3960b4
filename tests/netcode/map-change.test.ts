import { Client } from "@colyseus/sdk";
import type { Frame } from "@fray/game-client/internal/connection/frame";
import { LiveGame } from "@fray/game-client/internal/connection/live-game";
import { Observed } from "@fray/game-client/internal/connection/observed";
import { systemRuntime } from "@fray/netcode/core";
import type { Arena } from "@fray/shared-state/arena/arena";
import { parseMap } from "@fray/shared-state/arena/parse-map";
import { phaseOf } from "@fray/shared-state/match/modes";
import type { PartyNews } from "@fray/shared-state/protocol/party";
import { ARENA_ROOM } from "@fray/shared-state/protocol/rooms";
import { BODY_RADIUS_U } from "@fray/shared-state/rules";
import { ArenaState } from "@fray/shared-state/schema/arena-state";
import { BUTTON } from "@fray/shared-state/schema/input-frame";
import type { Player } from "@fray/shared-state/schema/player";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";

import { onlyRoom } from "../security/in-process.ts";
import { drawMap } from "../support/drawn-maps.ts";
import { IDLE, TestPlayer } from "../support/player.ts";
import { layer, point, rectangle, tiledMap } from "../support/tiled.ts";
import { until, settled } from "../support/until.ts";
import { startVirtual, type VirtualServer } from "../support/virtual-server.ts";
import { Network } from "./network.ts";

/** Everybody starts on the left of the one map, and on the right of the other, each with a wall on the far side. */
const WEST = tiledMap(layer("walls", rectangle(16, 0, 1, 9)), layer("spawns", point(2, 3), point(2, 7)));
const EAST = tiledMap(layer("walls", rectangle(3, 0, 1, 9)), layer("spawns", point(17, 3), point(17, 7)));
const MIDDLE_U = 10;
/** Where who runs to the left in the east comes to a stand. */
const AT_WALL_U = 4 + BODY_RADIUS_U;
/** A machine that stops for a moment makes inputs late that the line did not: that run says nothing. */
const RETRIES = 2;

let server: VirtualServer;
let endpoint: string;
let network: Network;
let ann: TestPlayer;
let bob: TestPlayer;

beforeAll(async () => {
  drawMap("west", WEST);
  drawMap("east", EAST);
  server = await startVirtual({ args: ["--map", "west,east"] });
  endpoint = server.http;
});
afterAll(() => server.stop());

beforeEach(async () => {
  network = new Network(server, { roundTripMs: 150 });
  ann = await TestPlayer.join(endpoint, "Ann");
  bob = await TestPlayer.join(network.endpoint, "Bob");
  await until("they fight", () => [ann, bob].every(({ frame }) => frame?.round.phase === "live" && frame.self?.alive));
});
afterEach(async () => {
  await Promise.all([ann.leave(), bob.leave()]);
  await until("the room is closed", () => onlyRoomIsGone());
});

function onlyRoomIsGone(): boolean {
  try {
    return !onlyRoom();
  } catch {
    return true;
  }
}

/** Has the room think that the phase has lasted long enough. */
async function endPhase(): Promise<void> {
  const { match } = onlyRoom().state;
  const before = phaseOf(match);
  match.endTick = 0;
  await until("the next phase", () => phaseOf(match) !== before);
}

/** Returns the server's body of a player. */
function bodyOf(name: string): Player | undefined {
  const { roster, players } = onlyRoom().state;
  for (const [sessionId, entry] of roster) if (entry.name === name) return players.get(sessionId);
  return undefined;
}

const seenBy = ({ frame }: TestPlayer, name: string) =>
  frame?.self?.name === name ? frame.self : frame?.others.find((body) => body.name === name);

/**
 * Lists bodies that are drawn on a side of the map where no body has been. The own body is not drawn while it is
 * dead.
 */
function strays(arena: string, { self, others }: Frame): string[] {
  const drawn = self?.alive ? [self, ...others] : others;
  const wrong = drawn.filter(({ x }) => x > MIDDLE_U !== (arena === "east"));
  return wrong.map(({ name, x }) => `${name} at ${x} in the ${arena}`);
}

test(
  "N14: two clients change to the next map with the server, and agree with it on all places",
  { retry: RETRIES, timeout: 60_000 },
  async () => {
    const phases: string[] = [];
    const astray: string[] = [];
    for (const player of [ann, bob]) {
      player.play = () => ({ ...IDLE, aim: Math.PI, buttons: BUTTON.fire });
      player.onFrame = (frame) => {
        astray.push(...strays(player.game.arena.name, frame));
        if (player === bob && phases.at(-1) !== frame.round.phase) phases.push(frame.round.phase);
      };
    }
    await until("the line has settled", () => bob.game.stats().patches > 60);
    const dropped = onlyRoom().report().counters.inputsDropped;
    const corrections = [ann, bob].map(({ game }) => game.stats().corrections);

    await endPhase();
    await until("both know what comes", () => [ann, bob].every(({ frame }) => frame?.round.nextMap === "east"));
    await until("nothing is left in the air", () => [ann, bob].every(({ frame }) => frame?.shots.length === 0));
    expect(bob.frame?.self).toMatchObject({ alive: false, respawnIn: Infinity });
    for (const player of [ann, bob]) player.play = () => IDLE;
    await endPhase();
    for (const { game } of [ann, bob]) await until("the map has changed", () => game.arena.name === "east");
    await until("all are in the fight", () =>
      [ann, bob].every((player) => ["Ann", "Bob"].every((name) => seenBy(player, name)?.alive)),
    );
    await until("the round is live", () => phases.at(-1) === "live");
    expect(phases.filter((phase) => phase !== "warmup")).toEqual(["live", "results", "live"]);
    expect(astray).toEqual([]);

    for (const player of [ann, bob]) {
      player.onFrame = () => {};
      player.play = () => ({ ...IDLE, moveX: -1 });
    }
    for (const name of ["Ann", "Bob"]) {
      await until(`${name} is at the wall, for the server`, () => Math.abs((bodyOf(name)?.x ?? 0) - AT_WALL_U) < 0.01);
      for (const player of [ann, bob]) {
        await until("and there for everybody", () => {
          const [seen, is] = [seenBy(player, name), bodyOf(name)];
          return seen && is && Math.hypot(seen.x - is.x, seen.y - is.y) < 1e-9;
        });
      }
    }
    expect({
      corrections: [ann, bob].map(({ game }) => game.stats().corrections),
      dropped: onlyRoom().report().counters.inputsDropped,
    }).toEqual({ corrections, dropped });
  },
);

test("the picture stands still until the map is loaded, and then play continues at the server's present", async () => {
  let send: (arena: Arena) => void = () => {};
  const arrived = new Promise<Arena>((resolve) => {
    send = resolve;
  });
  const room = await settled(new Client(endpoint).joinOrCreate<ArenaState>(ARENA_ROOM, { name: "Cid" }, ArenaState));
  const entry = await until(
    "it is in",
    () => room.state.players?.has(room.sessionId) && room.state.roster.get(room.sessionId),
  );
  const cid = new TestPlayer(
    new LiveGame({
      runtime: systemRuntime,
      endpoint,
      room,
      selfId: entry.id,
      arena: parseMap("west", WEST),
      loadMap: () => arrived,
      history: [],
      party: new Observed<PartyNews>({ token: "", members: [] }),
    }),
  );
  await until("it fights", () => cid.frame?.self?.alive);
  await endPhase();
  await endPhase();
  await until("the others are in the east", () => ann.game.arena.name === "east" && ann.frame?.self?.alive);
  const { patches } = cid.game.stats();
  const held = cid.frame;
  cid.play = () => ({ ...IDLE, moveX: -1 });
  await until("a while has gone by", () => cid.game.stats().patches > patches + 30);
  expect(cid.game.arena.name).toBe("west");
  expect({ ...cid.frame, clientEvents: [] }).toEqual({ ...held, clientEvents: [] });
  expect(bodyOf("Cid")?.x, "what the player does unseen").toBeGreaterThan(MIDDLE_U);

  send(parseMap("east", EAST));
  await until("it is in the east", () => cid.game.arena.name === "east");
  await until("it runs to the wall", () => Math.abs((cid.frame?.self?.x ?? 0) - AT_WALL_U) < 0.01);
  await until("so it does for the server", () => bodyOf("Cid")?.x === cid.frame?.self?.x);
  await cid.leave();
});
