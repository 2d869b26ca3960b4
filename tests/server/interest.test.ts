import { StateView } from "@colyseus/schema";
import { Encoder } from "@colyseus/schema";
import { Client, type Room } from "@colyseus/sdk";
import { Interest } from "@fray/server/interest/interest";
import { Arena } from "@fray/shared-state/arena/arena";
import { SCREEN_U, screenCentre } from "@fray/shared-state/protocol/screen";
import { ArenaState } from "@fray/shared-state/schema/arena-state";
import { InputFrame } from "@fray/shared-state/schema/input-frame";
import { Player } from "@fray/shared-state/schema/player";
import { afterAll, beforeAll, expect, test, vi } from "vitest";

import { loadMap } from "../support/maps.ts";
import { startServer, type ServerProcess } from "../support/server.ts";
import { until } from "../support/until.ts";

const arena = loadMap("foundry");
let server: ServerProcess;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const join = async (name: string): Promise<Room<unknown, ArenaState>> => {
  const room = await new Client(server.url).joinOrCreate<ArenaState>("arena", { name }, ArenaState);
  room.onMessage("*", () => {});
  return room;
};

/** Bodies come into a view within this of the middle of its screen, and are kept a little longer. */
const FARTHEST_U = { x: (SCREEN_U.width / 2 + 3) * 1.15 + 1, y: (SCREEN_U.height / 2 + 3) * 1.15 + 1 };

test("a client receives bodies near its own, never those far away, and nothing that is its owner's alone", async () => {
  const rooms = await Promise.all(Array.from({ length: 8 }, (_, index) => join(`P${index}`)));
  await until("everybody is in", () => rooms.every((room) => room.state.roster?.size === 8));
  const inputs = rooms.map((room) => room.input<InputFrame>({ type: InputFrame }));
  const farthest = { x: 0, y: 0 };
  const leaked = new Set<unknown>();
  let sightings = 0;
  let outOfSight = 0;
  for (const room of rooms) {
    room.onStateChange(() => {
      const own = room.state.players.get(room.sessionId);
      if (!own) return;
      outOfSight += rooms.length - room.state.players.size;
      for (const [sessionId, other] of room.state.players) {
        if (sessionId === room.sessionId) continue;
        sightings++;
        const centre = screenCentre(own.x, own.y, arena);
        farthest.x = Math.max(farthest.x, Math.abs(other.x - centre.x));
        farthest.y = Math.max(farthest.y, Math.abs(other.y - centre.y));
        for (const secret of [other.ammo, other.vx, other.fireCooldown, other.respawnTick]) leaked.add(secret);
      }
    });
  }
  let phase = 0;
  await until("they have run about and met", () => {
    phase += 0.01;
    inputs.forEach((input, index) => {
      input.data.moveX = Math.cos(phase + index);
      input.data.moveY = Math.sin(phase * 0.7 + index);
      input.send();
    });
    return phase > 3;
  });
  expect(sightings).toBeGreaterThan(0);
  expect(outOfSight).toBeGreaterThan(0);
  expect(farthest.x).toBeLessThan(FARTHEST_U.x);
  expect(farthest.y).toBeLessThan(FARTHEST_U.y);
  expect([...leaked], "fields only the owner is told").toEqual([undefined]);
  await Promise.all(rooms.map((room) => room.leave()));
});

const openField = new Arena({ name: "field", width: 100, height: 100, walls: [], spawns: [{ x: 1, y: 1, team: 0 }] });

/** An interest over a state that is being encoded, as in a room, with `count` players beside each other. */
function crowd(count: number) {
  const state = new ArenaState();
  void new Encoder(state);
  const interest = new Interest(state, openField);
  const watchers = Array.from({ length: count }, (_, index) => {
    const player = Object.assign(new Player(), { id: index + 1, x: 10 + index, y: 10, alive: true, lives: 1 });
    state.players.set(String(index), player);
    const client = { sessionId: String(index), view: undefined } as unknown as Parameters<Interest["watch"]>[0];
    interest.watch(client, player);
    return { client, player };
  });
  let tick = 0;
  const refresh = () => interest.refresh({ tick: ++tick, dt: 1 / 30, arena: openField, events: [] });
  return { interest, watchers, refresh };
}

test("a body that spawns far away is out of sight in that very tick, for those who saw it and for itself", () => {
  const { watchers, refresh } = crowd(4);
  refresh();
  for (let mover = 0; mover < 3; mover++) {
    const moved = watchers[mover];
    if (!moved) throw new Error("no such watcher");
    moved.player.x = 90;
    moved.player.y = 10 + mover * 30;
    moved.player.lives++;
    refresh();
    for (const { client, player } of watchers) {
      const isOwn = player === moved.player;
      expect(client.view?.has(moved.player)).toBe(isOwn);
      if (!isOwn) expect(moved.client.view?.has(player)).toBe(false);
    }
  }
});

test("a body that goes through a teleporter is out of sight in that very tick, and in sight where it comes out", () => {
  const { watchers, refresh } = crowd(3);
  const [left, mover, right] = watchers;
  if (!left || !mover || !right) throw new Error("no such watchers");
  right.player.x = 90;
  refresh();
  expect(left.client.view?.has(mover.player)).toBe(true);
  mover.player.x = 85;
  mover.player.teleports++;
  refresh();
  expect(left.client.view?.has(mover.player)).toBe(false);
  expect(right.client.view?.has(mover.player)).toBe(true);
  expect(mover.client.view?.has(right.player)).toBe(true);
});

test("a body that has not spawned yet is nowhere to be seen", () => {
  const { watchers, refresh } = crowd(2);
  const [watcher, newcomer] = watchers;
  if (!watcher || !newcomer) throw new Error("no such watchers");
  newcomer.player.lives = 0;
  for (let tick = 0; tick < 3; tick++) refresh();
  expect(watcher.client.view?.has(newcomer.player)).toBe(false);
});

test("a view is disposed of when its client leaves, and when it comes back on a new line", () => {
  const { interest, watchers } = crowd(1);
  const [watcher] = watchers;
  if (!watcher) throw new Error("no such watcher");
  const dispose = vi.spyOn(StateView.prototype, "dispose");
  interest.watch(watcher.client, watcher.player);
  expect(dispose).toHaveBeenCalledTimes(1);
  interest.unwatch(watcher.client.sessionId);
  expect(dispose).toHaveBeenCalledTimes(2);
});
