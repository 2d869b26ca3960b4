import type { Random } from "@fray/netcode/core";
import type { LinkOptions } from "@fray/netcode/testing";
import { MODES } from "@fray/shared-state/match/modes";
import type { CreateRequest } from "@fray/shared-state/protocol/create-options";

import { FAULT_NAMES, type FaultName, type NodeFaultName } from "./faults/names.ts";
import { withSecondNode } from "./plan-nodes.ts";
import { streamOf } from "./stream.ts";

export const ACTOR_KINDS = ["bot", "person", "spectator", "stock", "hostile", "lobby", "driver"] as const;
export type ActorKind = (typeof ACTOR_KINDS)[number];

/** Somebody who takes part in a life. Times are in virtual ms since its beginning. */
export interface ActorPlan {
  /** Its name in failures: its kind and a number. */
  readonly part: string;
  readonly kind: ActorKind;
  /** Index of the room that it plays in. */
  readonly room: number;
  readonly seed: number;
  readonly joinsAt: number;
  readonly leavesAt: number;
  /** Its line as it is without faults. */
  readonly line: Pick<LinkOptions, "roundTripMs" | "jitterMs" | "bytesPerSecond">;
}

export interface FaultPlan {
  /** Its name in failures: its kind and a number. */
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
  /** Its name in failures: its kind and a number. */
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

/** The longest time that faults of a kind last, in ms. */
const LONGEST_MS: Readonly<Partial<Record<FaultName, number>>> = {
  latency: 25_000,
  stalls: 3000,
  "slow-readers": 25_000,
  "no-web-sockets": 40_000,
  overload: 20_000,
  storage: 60_000,
  "full-disk": 60_000,
};
const USUAL_MS = 8000;
const SHORTEST_MS = 200;
/** Actors that faults of a connection happen to. A kind that is added here changes what happens in all lives. */
const VICTIMS: ReadonlySet<ActorKind> = new Set<ActorKind>(["bot", "person", "spectator", "stock", "hostile", "lobby"]);
const VIEW_PLACES = 24;
const RECORD_PLACES = 80;
const FIRST_JOIN_MS = 1500;
const FIRST_FAULT_MS = 5000;
/** One life in so many has two nodes: those whose seed leaves this remainder. */
const TWO_NODES = { every: 7, remainder: 2 };
/** After the last fault of a life: time for a few more joins, or for everything to become good again. */
const CALM_MS = { short: 10_000, long: 75_000 };

/** Makes the life of a seed. The same seed makes the same life, whatever part of it is run. */
export function planLife(seed: number): Plan {
  const random = streamOf(seed, "life");
  const calmMs = random() < 0.4 ? CALM_MS.long : CALM_MS.short;
  const ms = between(random, 50, 140) * 1000 + calmMs;
  const serverArgs = planServer(random);
  const open = Array.from({ length: between(random, 1, 2) }, (_, index) => planRoom(seed, index));
  const driven = { mode: "ffa", private: true, maxPlayers: random() < 0.5 ? VIEW_PLACES : RECORD_PLACES } as const;
  const rooms = [...open, driven];
  const actors = ACTOR_KINDS.flatMap((kind) => planActors(seed, kind, { ms, rooms }));
  const faults = FAULT_NAMES.flatMap((name) => planFaults(seed, name, { ms: ms - calmMs, rooms: open.length, actors }));
  const plan = { seed, ms, serverArgs, rooms, actors, faults };
  return seed % TWO_NODES.every === TWO_NODES.remainder ? withSecondNode(plan, ms - calmMs) : plan;
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

function planServer(random: Random): string[] {
  return [
    "--map=foundry,kiln,quarry,duel",
    "--mode=",
    "--max-players=100",
    `--warmup-seconds=${below(random, 4)}`,
    `--idle-seconds=${random() < 0.3 ? 60 : 0}`,
    `--spectator-delay-seconds=${random() < 0.4 ? between(random, 1, 4) : 0}`,
  ];
}

function planRoom(seed: number, index: number): CreateRequest {
  const random = streamOf(seed, `room ${index}`);
  return {
    mode: MODES[(seed + index) % MODES.length] ?? "ffa",
    maxPlayers: random() < 0.4 ? RECORD_PLACES : VIEW_PLACES,
    roundSeconds: 30 + below(random, 3) * 30,
    friendlyFire: random() < 0.3,
    private: random() < 0.3,
    scoreLimit: random() < 0.3 ? 3 : 0,
    password: random() < 0.15 ? `open-${below(random, 1e9)}` : "",
  };
}

/** Numbers of actors of a kind in each room that everybody may enter. */
const CROWD: Readonly<Partial<Record<ActorKind, (random: Random, room: CreateRequest) => number>>> = {
  bot: (random) => between(random, 0, 4),
  person: (random) => between(random, 1, 4),
  spectator: (random) => below(random, 3),
  stock: (random, { maxPlayers = 0 }) => (maxPlayers > VIEW_PLACES ? 0 : below(random, 3)),
  hostile: (random) => (random() < 0.4 ? 1 : 0),
};

function planActors(
  seed: number,
  kind: ActorKind,
  { ms, rooms }: { ms: number; rooms: readonly CreateRequest[] },
): ActorPlan[] {
  const random = streamOf(seed, kind);
  const driven = rooms.length - 1;
  const places: number[] = [];
  if (kind === "driver") places.push(driven);
  else if (kind === "lobby") places.push(...(random() < 0.5 ? [0] : []));
  else
    for (const [room, request] of rooms.slice(0, driven).entries())
      for (let count = CROWD[kind]?.(random, request) ?? 0; count > 0; count--) places.push(room);
  return places.map((room, index) => {
    const joinsAt = FIRST_JOIN_MS + (random() < 0.5 ? below(random, 3000) : below(random, ms * 0.7));
    return {
      part: `${kind}${index}`,
      kind,
      room,
      seed: below(random, 2 ** 31),
      joinsAt,
      leavesAt: random() < 0.6 ? ms : joinsAt + between(random, 10_000, ms),
      line: planLine(random, kind),
    };
  });
}

/** Most lines are good. The driver's is steady, so that its prediction must be exact. */
function planLine(random: Random, kind: ActorKind): ActorPlan["line"] {
  const roundTripMs = random() < 0.3 ? 0 : between(random, 5, 220);
  if (kind === "driver") return { roundTripMs };
  const jitterMs = random() < 0.3 ? below(random, 40) : 0;
  return { roundTripMs, jitterMs, ...(random() < 0.15 && { bytesPerSecond: between(random, 1500, 12_000) }) };
}

/** A life has half of the kinds of faults, so that the others do not hide what one of them does alone. */
function planFaults(
  seed: number,
  name: FaultName,
  { ms, rooms, actors }: { ms: number; rooms: number; actors: readonly ActorPlan[] },
): FaultPlan[] {
  const random = streamOf(seed, name);
  const count = random() < 0.5 ? 0 : between(random, 1, 4);
  const victims = actors.filter(({ kind }) => VICTIMS.has(kind));
  return Array.from({ length: count }, (_, index) => ({
    part: `${name}${index}`,
    name,
    at: FIRST_FAULT_MS + below(random, ms - FIRST_FAULT_MS),
    ms: SHORTEST_MS + Math.floor(random() ** 2 * ((LONGEST_MS[name] ?? USUAL_MS) - SHORTEST_MS)),
    actor: victims[below(random, victims.length)]?.part ?? "",
    room: below(random, rooms),
    size: random(),
  }));
}

const below = (random: Random, count: number): number => Math.floor(random() * count);
const between = (random: Random, least: number, most: number): number => least + below(random, most - least + 1);
