import { phaseOf, type Phase } from "@fray/shared-state/match/modes";
import type { ArenaState } from "@fray/shared-state/schema/arena-state";
import type { BodyFieldName } from "@fray/shared-state/schema/body-fields";
import type { Player } from "@fray/shared-state/schema/player";
import { isHiding } from "@fray/shared-state/simulation/conceal";
import type { World } from "@fray/shared-state/simulation/world";

import { namesSentTo } from "../../support/declared-fields.ts";

/** The fields that everybody receives who sees a body, and those that only its player receives. */
export const PUBLIC = namesSentTo("identity", "seen");
export const OWN = namesSentTo("owner");

export interface BodySnapshot {
  readonly id: number;
  readonly team: number;
  readonly x: number;
  readonly y: number;
  readonly alive: boolean;
  readonly lives: number;
  readonly teleports: number;
  readonly isHiding: boolean;
  readonly shown: readonly (number | boolean)[];
  readonly own: readonly (number | boolean)[];
}

/** A room's state right after the patches of a tick were written: what these patches must say. */
export interface Snapshot {
  readonly roomId: string;
  readonly tick: number;
  readonly map: string;
  readonly phase: Phase;
  readonly round: number;
  /** By session id. */
  readonly bodies: ReadonlyMap<string, BodySnapshot>;
  /** Entries of the roster as text, by session id. */
  readonly roster: ReadonlyMap<string, string>;
}

export function snapshotOf(roomId: string, state: ArenaState, world: World): Snapshot {
  const bodies = new Map<string, BodySnapshot>();
  for (const [sessionId, player] of state.players) bodies.set(sessionId, bodyOf(player, world));
  return {
    roomId,
    tick: world.tick,
    map: state.map,
    phase: phaseOf(state.match),
    round: state.match.round,
    bodies,
    roster: rosterOf(state),
  };
}

/** Returns the part of a roster that everybody receives. */
export function rosterOf(state: ArenaState): Map<string, string> {
  const entries = new Map<string, string>();
  for (const [sessionId, entry] of state.roster) {
    const { id, name, bot, connected, team, spectator, score, kills, deaths, ping } = entry;
    const flags = `${bot}/${connected}/${spectator}`;
    entries.set(sessionId, `${id} ${name} ${flags} team ${team}, ${score}/${kills}/${deaths}, ping ${ping}`);
  }
  return entries;
}

export const valuesOf = (player: Player, names: readonly BodyFieldName[]): (number | boolean)[] =>
  names.map((name) => player[name]);

function bodyOf(player: Player, world: World): BodySnapshot {
  const { id, team, x, y, alive, lives, teleports } = player;
  return {
    id,
    team,
    x,
    y,
    alive,
    lives,
    teleports,
    isHiding: isHiding(world, player),
    shown: valuesOf(player, PUBLIC),
    own: valuesOf(player, OWN),
  };
}
