import { createRandom, type Random } from "@fray/netcode/core";
import { snapAngle } from "@fray/shared-state/quantized";
import type { ArenaState } from "@fray/shared-state/schema/arena-state";
import type { BodyFieldName } from "@fray/shared-state/schema/body-fields";
import { BUTTON } from "@fray/shared-state/schema/input-frame";
import { Pickup } from "@fray/shared-state/schema/pickup";
import type { Player } from "@fray/shared-state/schema/player";
import { RosterEntry } from "@fray/shared-state/schema/roster-entry";
import type { Command } from "@fray/shared-state/simulation/command";
import { isDeepStrictEqual } from "node:util";
import { expect } from "vitest";

import { namesSentTo } from "../support/declared-fields.ts";
import { loadMap } from "../support/maps.ts";
import { SyncRoom, type Kind, type PacedConnection } from "../support/sync-room.ts";

export const MAPS = [loadMap("foundry"), loadMap("quarry")] as const;
const MAX_MEMBERS = 24;

const PUBLIC = namesSentTo("identity", "seen");
const OWN = namesSentTo("owner");

const valuesOf = (player: Player, fields: readonly BodyFieldName[]) =>
  Object.fromEntries(fields.map((field) => [field, player[field]]));

/** What `toJSON` of an entry has; it looks them up for each entry. */
const ENTRY_FIELDS = Object.keys(new RosterEntry().toJSON());
const entryOf = (entry: RosterEntry) =>
  Object.fromEntries(ENTRY_FIELDS.map((field) => [field, Reflect.get(entry, field)]));

/** All of the common part is compared once in so many ticks, which `Life` writes into the end of the round: it takes long. */
const COMMON_INTERVAL_TICKS = 10;

/** The state that all clients receive: the whole of it at times, and the most changed part in between. */
export function commonOf(state: ArenaState) {
  const { map, tickTime, match } = state;
  const roster = Object.fromEntries(Array.from(state.roster, ([id, entry]) => [id, entryOf(entry)]));
  if (match.endTick % COMMON_INTERVAL_TICKS > 0) return { map, tickTime, roster };
  const { players: _, ...common }: Record<string, unknown> = state.toJSON();
  return common;
}

/** Everything a client holds, as plain values. */
export function heldBy({ seen, sessionId }: PacedConnection) {
  const bodies = Object.fromEntries(
    [...seen.players]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([id, player]) => [id, valuesOf(player, [...PUBLIC, ...OWN])]),
  );
  return { sessionId, common: commonOf(seen), bodies };
}

/** Compares what is the same nearly always: vitest's own comparison takes ten times as long. */
export function expectSame<Value>(value: Value, expected: Value): void {
  if (!isDeepStrictEqual(value, expected)) expect(value).toEqual(expected);
}

/** The server's version of everything that a client may know: the present, or the past for a client with a delay. */
export function truthFor(room: SyncRoom, sessionId: string) {
  const connection = room.connections.get(sessionId);
  if (!connection) throw new Error("no such line");
  const { past } = room.audience;
  const { state, interest } = past?.has(sessionId) ? past : room;
  const bodies = Object.fromEntries(
    [...state.players]
      .filter(([id, player]) => id === sessionId || interest.isShown(connection.client, player.id))
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
export class Life {
  readonly room: SyncRoom;
  readonly #random: Random;
  readonly #hasPeople: boolean;
  #joined = 0;
  #map = 0;

  /** With a `delayS` every third member is a person. Spectators see the fight of people with that delay. */
  constructor(kind: Kind, seed: number, delayS = 0) {
    this.room = new SyncRoom(kind, MAPS[0], seed, delayS);
    this.#hasPeople = delayS > 0;
    this.room.state.pickups.push(Object.assign(new Pickup(), { x: 1, y: 2, kind: 3 }));
    this.#random = createRandom(seed);
  }

  tick(): void {
    const { room } = this;
    const random = this.#random;
    const members = [...room.connections.keys()];
    if (random() < 0.1 && members.length < MAX_MEMBERS) {
      const sessionId = `member-${++this.#joined}`;
      if (this.#hasPeople && this.#joined % 3 === 0) room.people.add(sessionId);
      room.join(sessionId, { spectate: random() < 0.2, team: Math.floor(random() * 3) });
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
