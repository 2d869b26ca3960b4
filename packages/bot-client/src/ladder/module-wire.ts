import { Arena, type ArenaLayout } from "@fray/shared-state/arena/arena";
import { copyBody } from "@fray/shared-state/simulation/body";

import type { OwnBody, SeenBody, SeenRound, View } from "../view/view.ts";

/**
 * The line protocol for a module of the SDK: the hello brings the whole map, an observation the whole `View`; the
 * answers are those of any program.
 */
export interface ModuleHello {
  readonly type: "hello";
  readonly arena: ArenaLayout;
}

export interface ModuleObservation {
  readonly type: "observation";
  readonly tick: number;
  readonly view: Omit<View, "arena">;
}

/** The public fields of an arena are its layout. */
export const greetModule = (arena: Arena): ModuleHello => ({ type: "hello", arena });

/** Converts a view to plain data, with the fields of `View` only. */
export function observeForModule(view: View, tick: number): ModuleObservation {
  const { now, dt, latency, self, looks, lookedAt, bodies, shots, gunfire, pickups, round, secondsLeft, events } = view;
  return {
    type: "observation",
    tick,
    view: {
      now,
      dt,
      latency,
      self: self && copySelf(self),
      looks,
      lookedAt,
      bodies: bodies.map(copySeen),
      shots,
      gunfire,
      pickups: Array.from(pickups, ({ x, y, kind, available }) => ({ x, y, kind, available })),
      round: copyRound(round),
      secondsLeft,
      events,
    },
  };
}

/** Builds a module's view of an observation, on the map of the hello message. */
export function viewOf(arena: Arena, { view }: ModuleObservation): View {
  const { self, gunfire, secondsLeft } = view;
  return { ...view, arena, self, gunfire, secondsLeft };
}

/** The map of a hello. */
export const arenaOf = ({ arena }: ModuleHello): Arena => new Arena(arena);

function copySelf(self: OwnBody): OwnBody {
  const { id, team, health, armour, shielded, overdriven, lives } = self;
  return { ...copyBody(self), id, team, health, armour, shielded, overdriven, lives };
}

function copySeen(body: SeenBody): SeenBody {
  const { id, team, x, y, vx, vy, health, armour, shielded, overdriven, lives } = body;
  return { id, team, x, y, vx, vy, health, armour, shielded, overdriven, lives };
}

function copyRound({ mode, phase, scores, scoreLimit, endTick, flags, hill }: SeenRound): SeenRound {
  return {
    mode,
    phase,
    scores: [...scores],
    scoreLimit,
    endTick,
    flags: Array.from(flags, ({ team, x, y, carrier, home }) => ({ team, x, y, carrier, home })),
    hill: { x: hill.x, y: hill.y, radius: hill.radius },
  };
}
