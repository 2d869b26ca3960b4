import { ClientState } from "@colyseus/core";
import { createRandom, type Random } from "@fray/netcode/core";
import { EVENT_LISTS } from "@fray/shared-state/protocol/events";
import type { ArenaState } from "@fray/shared-state/schema/arena-state";
import type { BodyFieldName } from "@fray/shared-state/schema/body-fields";
import { BUTTON } from "@fray/shared-state/schema/input-frame";
import { Pickup } from "@fray/shared-state/schema/pickup";
import type { Player } from "@fray/shared-state/schema/player";
import { snapAngle } from "@fray/shared-state/schema/quantized";
import type { Command } from "@fray/shared-state/simulation/command";
import { weaponCode } from "@fray/shared-state/simulation/rules";
import { describe, expect, test } from "vitest";

import { namesSentTo } from "../support/declared-fields.ts";
import { loadMap } from "../support/maps.ts";
import { KINDS, SyncRoom, type Kind } from "./sync-room.ts";

const MAPS = [loadMap("foundry"), loadMap("quarry")] as const;
const TICKS = 600;
const MAX_MEMBERS = 24;

const PUBLIC = namesSentTo("identity", "seen");
const OWN = namesSentTo("owner");

const valuesOf = (player: Player, fields: readonly BodyFieldName[]) =>
  Object.fromEntries(fields.map((field) => [field, player[field]]));

/** All of the common part is compared once in so many ticks, which `Life` writes into the end of the round: it takes long. */
const COMMON_INTERVAL_TICKS = 10;

/** What everybody is told: all of it now and then, what changes most in between. */
function commonOf(state: ArenaState) {
  const { map, tickTime, match } = state;
  const roster = Object.fromEntries(Array.from(state.roster, ([id, entry]) => [id, entry.toJSON()]));
  if (match.endTick % COMMON_INTERVAL_TICKS > 0) return { map, tickTime, roster };
  const { players: _, ...common }: Record<string, unknown> = state.toJSON();
  return common;
}

/** Everything a client holds, as plain values. */
function heldBy({ seen, sessionId }: SyncRoom["lines"] extends Map<string, infer Line> ? Line : never) {
  const bodies = Object.fromEntries(
    [...seen.players]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([id, player]) => [id, valuesOf(player, [...PUBLIC, ...OWN])]),
  );
  return { sessionId, common: commonOf(seen), bodies };
}

/** What the server holds of all that a client may know. */
function truthFor(room: SyncRoom, sessionId: string) {
  const line = room.lines.get(sessionId);
  if (!line) throw new Error("no such line");
  const { state, interest } = room;
  const bodies = Object.fromEntries(
    [...state.players]
      .filter(([id, player]) => id === sessionId || interest.isShown(line.client, player.id))
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([id, player]) => {
        const own = Object.fromEntries(OWN.map((field) => [field, undefined]));
        return [id, { ...valuesOf(player, PUBLIC), ...(id === sessionId ? valuesOf(player, OWN) : own) }];
      }),
  );
  return { sessionId, common: commonOf(state), bodies };
}

const pick = <Value>(random: Random, values: readonly Value[]): Value | undefined =>
  values[Math.floor(random() * values.length)];

/** A room's life: people come, go, watch, fight, lose their line, and now and then the map changes. */
class Life {
  readonly room: SyncRoom;
  readonly #random: Random;
  #joined = 0;
  #map = 0;

  constructor(kind: Kind, seed: number) {
    this.room = new SyncRoom(kind, MAPS[0], seed);
    this.room.state.pickups.push(Object.assign(new Pickup(), { x: 1, y: 2, kind: 3 }));
    this.#random = createRandom(seed);
  }

  tick(): void {
    const { room } = this;
    const random = this.#random;
    const members = [...room.lines.keys()];
    if (random() < 0.1 && members.length < MAX_MEMBERS) {
      room.join(`member-${++this.#joined}`, { spectate: random() < 0.2, team: Math.floor(random() * 3) });
    }
    const chosen = pick(random, members);
    if (chosen !== undefined) {
      const what = random();
      const isFighting = room.state.players.has(chosen);
      if (what < 0.01) room.leave(chosen);
      else if (what < 0.02) room.reconnect(chosen);
      else if (what < 0.03 && isFighting) room.watchOnly(chosen);
      else if (what < 0.05 && !isFighting) room.fight(chosen);
      else if (what < 0.1 && isFighting)
        Object.assign(room.state.roster.get(chosen) ?? {}, { ping: (what * 1000) | 0 });
    }
    room.state.tickTime = Math.floor(random() * 4) * 1000;
    const { tick } = room.world;
    Object.assign(room.state.match, { endTick: tick, phase: tick % 3 });
    for (const pickup of room.state.pickups) pickup.available = tick % 5 === 0;
    const commands = Array.from(room.state.players.values(), (fighter) => this.#command(fighter));
    if (random() < 0.005) {
      this.#map = 1 - this.#map;
      room.changeMap(MAPS[this.#map] ?? MAPS[0], this.#joined);
    }
    room.tick(commands);
  }

  #command(fighter: Player): Command {
    const random = this.#random;
    const buttons =
      (random() < 0.3 ? BUTTON.fire : 0) | (random() < 0.1 ? BUTTON.special : 0) | (random() < 0.05 ? BUTTON.dash : 0);
    const turn = fighter.id + Math.floor(this.room.world.tick / 40);
    const input = { moveX: Math.cos(turn * 2), moveY: Math.sin(turn * 3), aim: snapAngle(random() * 6), buttons };
    fighter.inputDepth = Math.floor(random() * 3);
    return { fighter, seq: this.room.world.tick, input };
  }
}

const kinds = Object.keys(KINDS) as Kind[];

describe.each(kinds)("a room that sends %s", (kind) => {
  test("gives every client to the bit what the server holds of all it may see, and nothing else, whatever happens", () => {
    const life = new Life(kind, 20_261_123);
    let shown = 0;
    let hidden = 0;
    for (let tick = 0; tick < TICKS; tick++) {
      life.tick();
      for (const [sessionId, line] of life.room.lines) {
        const held = heldBy(line);
        expect(held).toEqual(truthFor(life.room, sessionId));
        shown += Object.keys(held.bodies).length;
        hidden += life.room.state.players.size - Object.keys(held.bodies).length;
      }
    }
    expect(shown).toBeGreaterThan(TICKS);
    expect(hidden).toBeGreaterThan(TICKS);
  });
});

test("rooms of both kinds give the same clients the same", () => {
  const lives = kinds.map((kind) => new Life(kind, 7));
  for (let tick = 0; tick < TICKS; tick++) {
    const [held, other] = lives.map((life) => {
      life.tick();
      return Array.from(life.room.lines.values(), heldBy);
    });
    expect(held).toEqual(other);
  }
});

test.for(kinds)(
  "a client that is passed over now and then, or for long, is told all it missed by its next frame of %s",
  (kind) => {
    const life = new Life(kind, 3);
    const random = createRandom(5);
    for (let tick = 0; tick < TICKS; tick++) {
      const { lines, passedOver } = life.room;
      passedOver.clear();
      let place = 0;
      for (const sessionId of lines.keys()) {
        // One in ten is left out for longer than patches are kept.
        const isDue = place++ % 10 === 0 ? tick % 100 === 99 : random() < 0.4;
        if (!isDue) passedOver.add(sessionId);
      }
      life.tick();
      for (const [sessionId, line] of lines) {
        if (!passedOver.has(sessionId)) expect(heldBy(line)).toEqual(truthFor(life.room, sessionId));
      }
    }
  },
);

test("rooms of both kinds tell the same clients that the same has happened, with the patches they are sent", () => {
  const lives = kinds.map((kind) => new Life(kind, 11));
  const told = Object.fromEntries(EVENT_LISTS.map((list) => [list, 0]));
  const random = createRandom(2);
  for (let tick = 0; tick < TICKS; tick++) {
    const isRest = random() < 0.5;
    const [events, other] = lives.map((life) => {
      const { lines, passedOver, state } = life.room;
      // Frail, and armed with what bursts.
      for (const body of state.players.values())
        Object.assign(body, { health: Math.min(body.health, 10), special: weaponCode("rocket"), specialAmmo: 3 });
      passedOver.clear();
      for (const [place, sessionId] of [...lines.keys()].entries())
        if (isRest && place % 2 === 0) passedOver.add(sessionId);
      life.tick();
      return Array.from(lines.values(), (line) => line.events.splice(0));
    });
    expect(events).toEqual(other);
    for (const message of events?.flat() ?? []) {
      for (const list of EVENT_LISTS) told[list] = (told[list] ?? 0) + (message[list]?.length ?? 0);
    }
  }
  expect(
    Object.values(told).every((count) => count > 0),
    JSON.stringify(told),
  ).toBe(true);
});

test.for(kinds)("nothing is kept of what happens while a line is down, in a room that sends %s", (kind) => {
  const room = new SyncRoom(kind, MAPS[0]);
  const line = room.join("member");
  const body = room.state.players.get("member");
  const fire = () => {
    if (!body) throw new Error("it has no body");
    const input = { moveX: 0, moveY: 0, aim: 0, buttons: BUTTON.fire };
    for (let tick = 0; tick < 10; tick++) room.tick([{ fighter: body, seq: room.world.tick, input }]);
  };
  fire();
  expect(line.events.splice(0).length).toBeGreaterThan(0);
  line.client.state = ClientState.LEAVING;
  fire();
  line.client.state = ClientState.JOINED;
  room.tick();
  expect(line.events).toEqual([]);
});
