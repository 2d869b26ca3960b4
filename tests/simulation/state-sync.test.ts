import { ClientState } from "@colyseus/core";
import { createRandom } from "@fray/netcode/core";
import { EVENT_LISTS } from "@fray/shared-state/protocol/events";
import { weaponCode } from "@fray/shared-state/rules";
import { BUTTON } from "@fray/shared-state/schema/input-frame";
import { expect, test } from "vitest";

import { KINDS, SyncRoom, type Kind } from "../support/sync-room.ts";
import { expectSame, heldBy, Life, MAPS, truthFor } from "./sync-life.ts";

const TICKS = 600;
const kinds = Object.keys(KINDS) as Kind[];

test("N9: a room gives every client exactly the server's state of all that it may see, and nothing else", () => {
  const life = new Life("both", 20_261_123);
  let shown = 0;
  let hidden = 0;
  for (let tick = 0; tick < TICKS; tick++) {
    life.tick();
    for (const [sessionId, connection] of life.room.connections) {
      const held = heldBy(connection);
      expectSame(held, truthFor(life.room, sessionId));
      shown += Object.keys(held.bodies).length;
      hidden += life.room.state.players.size - Object.keys(held.bodies).length;
    }
  }
  expect(shown).toBeGreaterThan(TICKS);
  expect(hidden).toBeGreaterThan(TICKS);
});

test("N9: rooms of all kinds give the same clients the same state", () => {
  const lives = kinds.map((kind) => new Life(kind, 7));
  for (let tick = 0; tick < TICKS; tick++) {
    const [held, ...others] = lives.map((life) => {
      life.tick();
      return Array.from(life.room.connections.values(), heldBy);
    });
    for (const other of others) expectSame(other, held);
  }
});

test.for(kinds)(
  "a client that is skipped at times, or for long, receives all it missed with its next frame of %s",
  (kind) => {
    const life = new Life(kind, 3);
    const random = createRandom(5);
    for (let tick = 0; tick < TICKS; tick++) {
      const { connections, passedOver } = life.room;
      passedOver.clear();
      let place = 0;
      for (const sessionId of connections.keys()) {
        // One in ten is left out for longer than patches are kept.
        const isDue = place++ % 10 === 0 ? tick % 100 === 99 : random() < 0.4;
        if (!isDue) passedOver.add(sessionId);
      }
      life.tick();
      for (const [sessionId, connection] of connections) {
        if (!passedOver.has(sessionId)) expectSame(heldBy(connection), truthFor(life.room, sessionId));
      }
    }
  },
);

test("rooms of all kinds send the same clients the same events, with their patches", () => {
  const lives = kinds.map((kind) => new Life(kind, 11));
  const told = Object.fromEntries(EVENT_LISTS.map((list) => [list, 0]));
  const random = createRandom(2);
  for (let tick = 0; tick < TICKS; tick++) {
    const isRest = random() < 0.5;
    const [events, ...others] = lives.map((life) => {
      const { connections, passedOver, state } = life.room;
      // Frail, and armed with what bursts.
      for (const body of state.players.values())
        Object.assign(body, { health: Math.min(body.health, 10), special: weaponCode("rocket"), specialAmmo: 3 });
      passedOver.clear();
      for (const [place, sessionId] of [...connections.keys()].entries())
        if (isRest && place % 2 === 0) passedOver.add(sessionId);
      life.tick();
      return Array.from(connections.values(), (connection) => connection.events.splice(0));
    });
    for (const other of others) expectSame(other, events);
    for (const message of events?.flat() ?? []) {
      for (const list of EVENT_LISTS) told[list] = (told[list] ?? 0) + (message[list]?.length ?? 0);
    }
  }
  expect(
    Object.values(told).every((count) => count > 0),
    JSON.stringify(told),
  ).toBe(true);
});

test.for(kinds)("nothing is stored for a lost connection, in a room that sends %s", (kind) => {
  const room = new SyncRoom(kind, MAPS[0]);
  const connection = room.join("member");
  const body = room.state.players.get("member");
  const fire = () => {
    if (!body) throw new Error("it has no body");
    const input = { moveX: 0, moveY: 0, aim: 0, buttons: BUTTON.fire };
    for (let tick = 0; tick < 10; tick++) room.tick([{ fighter: body, seq: room.world.tick, input }]);
  };
  fire();
  expect(connection.events.splice(0).length).toBeGreaterThan(0);
  connection.client.state = ClientState.LEAVING;
  fire();
  connection.client.state = ClientState.JOINED;
  room.tick();
  expect(connection.events).toEqual([]);
});
