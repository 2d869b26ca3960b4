import { createRandom } from "@fray/netcode/core";

import { NODE_FAULT_NAMES } from "./faults/names.ts";
import type { ActorKind, ActorPlan, NodeFaultPlan, Plan } from "./plan.ts";

/** Who comes in addition, so that rooms and lobbies of both nodes have people. */
const MORE: readonly ActorKind[] = ["person", "person", "stock", "bot", "lobby"];

/** Makes a life of two nodes out of one of a single server: with one more room, and with faults of its own. */
export function withSecondNode(plan: Plan): Plan {
  // A sequence of its own: faults that are added to other lives change nothing here.
  const random = createRandom(plan.seed * 2 + 2);
  const below = (count: number): number => Math.floor(random() * count);
  const { ms, actors, rooms } = plan;
  const more = MORE.map((kind, index): ActorPlan => {
    const joinsAt = 1500 + below(4000);
    return {
      part: `a${actors.length + index}`,
      kind,
      room: rooms.length,
      seed: below(2 ** 31),
      joinsAt,
      leavesAt: random() < 0.7 ? ms : joinsAt + 20_000 + below(ms),
      roundTripMs: below(150),
    };
  });
  const nodeFaults: NodeFaultPlan[] = [];
  for (const name of NODE_FAULT_NAMES)
    for (let count = name === "node-loss" ? 1 + below(2) : below(2); count > 0; count--)
      nodeFaults.push({
        part: `n${nodeFaults.length}`,
        name,
        at: 8000 + below(ms - 25_000),
        ms: Math.floor(200 + random() ** 2 * 8000),
        node: below(2),
        comesBack: random() < 0.6,
        size: random(),
      });
  return {
    ...plan,
    rooms: [...rooms, { mode: "ffa", maxPlayers: 24, roundSeconds: 30 + below(3) * 30 }],
    actors: [...actors, ...more],
    nodeFaults,
  };
}
