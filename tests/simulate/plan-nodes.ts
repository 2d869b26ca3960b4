import { NODE_FAULT_NAMES } from "./faults/names.ts";
import type { ActorKind, ActorPlan, FaultPlan, NodeFaultPlan, Plan } from "./plan.ts";
import { streamOf } from "./stream.ts";

/** Who comes in addition, so that rooms and lobbies of both nodes have people. */
const MORE: readonly ActorKind[] = ["person", "person", "stock", "bot", "lobby"];
/** Faults of the one machine of a single server. */
const OF_MACHINE: ReadonlySet<FaultPlan["name"]> = new Set<FaultPlan["name"]>(["crash", "full-disk"]);
const FIRST_FAULT_MS = 8000;

/**
 * Makes a life of two nodes out of one of a single server: with one more room, and with faults of its own, which end
 * before `faultMs`.
 */
export function withSecondNode(plan: Plan, faultMs: number): Plan {
  const random = streamOf(plan.seed, "nodes");
  const below = (count: number): number => Math.floor(random() * count);
  const { ms, actors, rooms, faults } = plan;
  const more = MORE.map((kind, index): ActorPlan => {
    const joinsAt = 1500 + below(4000);
    const leavesAt = random() < 0.7 ? ms : joinsAt + 20_000 + below(ms);
    const line = { roundTripMs: below(150) };
    return { part: `${kind}${100 + index}`, kind, room: rooms.length, seed: below(2 ** 31), joinsAt, leavesAt, line };
  });
  const nodeFaults = NODE_FAULT_NAMES.flatMap((name): NodeFaultPlan[] => {
    const count = name === "node-loss" ? 1 + below(2) : below(2);
    return Array.from({ length: count }, (_, index) => ({
      part: `${name}${index}`,
      name,
      at: FIRST_FAULT_MS + below(faultMs - FIRST_FAULT_MS),
      ms: Math.floor(200 + random() ** 2 * 8000),
      node: below(2),
      comesBack: random() < 0.6,
      size: random(),
    }));
  });
  return {
    ...plan,
    rooms: [...rooms, { mode: "ffa", maxPlayers: 24, roundSeconds: 30 + below(3) * 30 }],
    actors: [...actors, ...more],
    faults: faults.filter(({ name }) => !OF_MACHINE.has(name)),
    nodeFaults,
  };
}
