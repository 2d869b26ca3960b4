import { createRandom, type Random } from "@fray/netcode/core";
import { MODES } from "@fray/shared-state/match/modes";
import type { CreateRequest } from "@fray/shared-state/protocol/create-options";

import { FAULT_NAMES, type FaultName, type NodeFaultName } from "./faults/names.ts";
import { withSecondNode } from "./plan-nodes.ts";

export const ACTOR_KINDS = ["bot", "person", "spectator", "stock", "hostile", "lobby", "driver"] as const;
export type ActorKind = (typeof ACTOR_KINDS)[number];

/** Somebody who takes part in a life. Times are in virtual ms since its beginning. */
export interface ActorPlan {
  /** Its name in failures, like `a3`. */
  readonly part: string;
  readonly kind: ActorKind;
  /** Index of the room that it plays in. */
  readonly room: number;
  readonly seed: number;
  readonly joinsAt: number;
  readonly leavesAt: number;
  readonly roundTripMs: number;
}

export interface FaultPlan {
  /** Its name in failures, like `f2`. */
  readonly part: string;
  readonly name: FaultName;
  readonly at: number;
  readonly ms: number;
  /** The part that it happens to, or the room. */
  readonly actor: string;
  readonly room: number;
  /** How bad it is, from 0 to 1. */
  readonly size: number;
}

/** A fault of a life with two nodes. */
export interface NodeFaultPlan {
  /** Its name in failures, like `n1`. */
  readonly part: string;
  readonly name: NodeFaultName;
  readonly at: number;
  readonly ms: number;
  /** Index of the node that it happens to. */
  readonly node: number;
  readonly comesBack: boolean;
  /** How bad it is, from 0 to 1. */
  readonly size: number;
}

/** The life of a server: everything that happens in it, as plain data. */
export interface Plan {
  readonly seed: number;
  readonly ms: number;
  readonly serverArgs: readonly string[];
  /** The rooms that are created at its beginning. */
  readonly rooms: readonly CreateRequest[];
  readonly actors: readonly ActorPlan[];
  readonly faults: readonly FaultPlan[];
  /** Faults of the nodes; undefined in the life of a single server. */
  readonly nodeFaults?: readonly NodeFaultPlan[];
}

const VIEW_PLACES = 24;
const RECORD_PLACES = 80;
const FIRST_JOIN_MS = 1500;
/** One life in so many has two nodes. */
const TWO_NODES_EVERY = 5;

/** Makes the life of a seed. The same seed makes the same life, whatever part of it is run. */
export function planLife(seed: number): Plan {
  const random = createRandom(seed * 2 + 1);
  const below = (count: number): number => Math.floor(random() * count);
  const between = (least: number, most: number): number => least + below(most - least + 1);
  const ms = between(60, 150) * 1000;
  const rooms = Array.from({ length: between(1, 2) }, (_, index) => planRoom(random, seed + index));
  const actors: ActorPlan[] = [];
  const add = (kind: ActorKind, room: number): void => {
    const joinsAt = FIRST_JOIN_MS + (random() < 0.5 ? below(3000) : below(ms * 0.7));
    actors.push({
      part: `a${actors.length}`,
      kind,
      room,
      seed: below(2 ** 31),
      joinsAt,
      leavesAt: random() < 0.6 ? ms : joinsAt + between(10_000, ms),
      roundTripMs: random() < 0.3 ? 0 : between(5, 220),
    });
  };
  for (const [room, { maxPlayers = 0 }] of rooms.entries()) {
    for (let count = between(1, 4); count > 0; count--) add("bot", room);
    for (let count = between(1, 4); count > 0; count--) add("person", room);
    if (random() < 0.7) add("spectator", room);
    if (random() < 0.7 && maxPlayers <= VIEW_PLACES) add("stock", room);
    if (random() < 0.4) add("hostile", room);
  }
  if (random() < 0.5) add("lobby", 0);
  rooms.push({ mode: "ffa", private: true, maxPlayers: random() < 0.5 ? VIEW_PLACES : RECORD_PLACES });
  add("driver", rooms.length - 1);
  const plan: Plan = {
    seed,
    ms,
    serverArgs: [
      "--map=foundry,kiln,quarry,duel",
      "--mode=",
      "--max-players=100",
      `--warmup-seconds=${below(4)}`,
      `--idle-seconds=${random() < 0.3 ? 60 : 0}`,
      `--spectator-delay-seconds=${random() < 0.4 ? between(1, 4) : 0}`,
    ],
    rooms,
    actors,
    faults: planFaults(random, { ms, rooms: rooms.length - 1, actors }),
  };
  return seed % TWO_NODES_EVERY === 0 ? withSecondNode(plan) : plan;
}

/** Returns a life in which only these actors and faults take part. */
export function partOf(plan: Plan, parts: ReadonlySet<string>): Plan {
  return {
    ...plan,
    actors: plan.actors.filter(({ part }) => parts.has(part)),
    faults: plan.faults.filter(({ part }) => parts.has(part)),
    ...(plan.nodeFaults && { nodeFaults: plan.nodeFaults.filter(({ part }) => parts.has(part)) }),
  };
}

/** The names of all actors and faults. */
export const partsOf = ({ actors, faults, nodeFaults = [] }: Plan): string[] =>
  [...actors, ...faults, ...nodeFaults].map(({ part }) => part);

function planRoom(random: Random, turn: number): CreateRequest {
  const isLarge = random() < 0.4;
  return {
    mode: MODES[turn % MODES.length] ?? "ffa",
    maxPlayers: isLarge ? RECORD_PLACES : VIEW_PLACES,
    roundSeconds: 30 + Math.floor(random() * 3) * 30,
    friendlyFire: random() < 0.3,
    private: random() < 0.3,
    scoreLimit: random() < 0.3 ? 3 : 0,
    password: random() < 0.15 ? `open-${Math.floor(random() * 1e9)}` : "",
  };
}

function planFaults(
  random: Random,
  { ms, rooms, actors }: { ms: number; rooms: number; actors: readonly ActorPlan[] },
): FaultPlan[] {
  const faults: FaultPlan[] = [];
  const victims = actors.filter(({ kind }) => kind !== "driver");
  for (const name of FAULT_NAMES) {
    for (let count = Math.floor(random() * 4); count > 0; count--) {
      const victim = victims[Math.floor(random() * victims.length)];
      faults.push({
        part: `f${faults.length}`,
        name,
        at: Math.floor(5000 + random() * (ms - 15_000)),
        ms: Math.floor(200 + random() ** 3 * 8000),
        actor: victim?.part ?? "",
        room: Math.floor(random() * rooms),
        size: random(),
      });
    }
  }
  return faults;
}
