import type { Client } from "@colyseus/core";
import { ArenaInterest } from "@fray/server/internal/interest/arena-interest";
import { dispatchEvents } from "@fray/server/internal/rooms/event-dispatch";
import { Arena } from "@fray/shared-state/arena/arena";
import { ArenaState } from "@fray/shared-state/schema/arena-state";
import { Player } from "@fray/shared-state/schema/player";
import { createWorld } from "@fray/shared-state/simulation/world";
import { expect, test } from "vitest";

const field = new Arena({ name: "field", width: 400, height: 40, walls: [], spawns: [{ x: 1, y: 1, team: 0 }] });
const VICTIM = 1;

/**
 * Returns the recipients of the death of the first of `count` players, killed by the last of them. Every second
 * player stands far away.
 */
function toldOfDeath(count: number): number[] {
  const state = new ArenaState();
  const view = { add() {}, own() {}, remove() {}, forget() {}, dispose() {} };
  const interest = new ArenaInterest(state, field, () => view);
  const clients = Array.from({ length: count }, (_, index) => {
    const id = index + 1;
    const player = Object.assign(new Player(), { id, x: id % 2 === 1 ? 10 : 390, y: 20, alive: true, lives: 1 });
    state.players.set(String(id), player);
    const client = { sessionId: String(id) } as unknown as Client;
    interest.watch(client, player);
    return client;
  });
  const world = createWorld(field, 1 / 30, 1);
  const place = { x: 10, y: 20 };
  world.events.push({
    type: "death",
    victim: VICTIM,
    team: 0,
    killer: count,
    weapon: "pulse",
    movedSinceSeen: 0,
    ...place,
  });
  interest.refresh(world);
  const told: number[] = [];
  const tell = (hearers: Iterable<Client>) => {
    for (const { sessionId } of hearers) told.push(Number(sessionId));
  };
  dispatchEvents(world, { interest, clients, events: { tell, flush: () => {}, drop: () => {} } });
  return told.toSorted((a, b) => a - b);
}

test("all clients in a room receive a death", () => {
  expect(toldOfDeath(64)).toEqual(Array.from({ length: 64 }, (_, index) => index + 1));
});

test("in a crowd a death goes to clients that see it, and to the killer", () => {
  const near = Array.from({ length: 35 }, (_, index) => 2 * index + 1);
  expect(toldOfDeath(70)).toEqual([...near, 70]);
});
