import { createRandom, type Random } from "@fray/netcode/core";
import { BUTTON } from "@fray/shared-state/schema/input-frame";
import type { Player } from "@fray/shared-state/schema/player";
import { snapAngle } from "@fray/shared-state/schema/quantized";
import type { Command } from "@fray/shared-state/simulation/world";

import { loadMap } from "../support/maps.ts";
import { SyncRoom, type Kind, type Line } from "./sync-room.ts";

export const MAPS = [loadMap("foundry"), loadMap("quarry")] as const;
const MAX_MEMBERS = 24;

const PUBLIC = [
  "id",
  "x",
  "y",
  "aim",
  "team",
  "health",
  "armour",
  "alive",
  "shielded",
  "overdriven",
  "special",
  "lives",
  "teleports",
  "railCharge",
] as const;
const OWN = [
  "vx",
  "vy",
  "dashSteps",
  "dashCooldown",
  "fireCooldown",
  "ammo",
  "reloadSteps",
  "specialAmmo",
  "specialCooldown",
  "teleportCooldown",
  "respawnTick",
  "inputDepth",
] as const;

const valuesOf = (player: Player, fields: readonly string[]) =>
  Object.fromEntries(fields.map((field) => [field, (player as unknown as Record<string, unknown>)[field]]));

/** Everything a client holds, as plain values. */
export function heldBy({ seen, sessionId }: Line) {
  const { map, tickTime } = seen;
  const roster = Object.fromEntries(Array.from(seen.roster, ([id, entry]) => [id, entry.toJSON()]));
  const bodies = Object.fromEntries(
    [...seen.players]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([id, player]) => [id, valuesOf(player, [...PUBLIC, ...OWN])]),
  );
  return { sessionId, map, tickTime, roster, bodies };
}

/** What the server holds of all that a client may know: of the present, or of the past for a client that is behind. */
export function truthFor(room: SyncRoom, sessionId: string) {
  const line = room.lines.get(sessionId);
  if (!line) throw new Error("no such line");
  const { past } = room.audience;
  const { state, interest } = past?.has(sessionId) ? past : room;
  const bodies = Object.fromEntries(
    [...state.players]
      .filter(([id, player]) => id === sessionId || interest.isShown(line.client, player.id))
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([id, player]) => {
        const own = Object.fromEntries(OWN.map((field) => [field, undefined]));
        return [id, { ...valuesOf(player, PUBLIC), ...(id === sessionId ? valuesOf(player, OWN) : own) }];
      }),
  );
  const roster = Object.fromEntries(Array.from(state.roster, ([id, entry]) => [id, entry.toJSON()]));
  return { sessionId, map: state.map, tickTime: state.tickTime, roster, bodies };
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

  /** With a `delayS` every third member is a person, whose fight spectators see that much later. */
  constructor(kind: Kind, seed: number, delayS = 0) {
    this.room = new SyncRoom(kind, MAPS[0], seed, delayS);
    this.#hasPeople = delayS > 0;
    this.#random = createRandom(seed);
  }

  tick(): void {
    const { room } = this;
    const random = this.#random;
    const members = [...room.lines.keys()];
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
