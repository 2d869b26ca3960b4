import type { ActorPlan, Plan } from "./plan.ts";
import { runInProcess } from "./run-process.ts";

/** Long enough for the start of the process and the warm-up of the compiler to count little. */
const PLAYED_MS = 5 * 60_000;
/** The one who opened the room is a person, and soon leaves it to the others. */
const OPENER_STAYS_MS = 5000;
const PLACES = 24;
const NAMES = { stock: "the bare SDK", bot: "bots with brains", person: "the game's client at 60 frames/s" } as const;

/** Prints how much faster than real time a room of some clients runs with all invariants watched, as JSON. */
const rows: object[] = [];
for (const clients of [8, 16]) {
  for (const kind of ["stock", "bot", "person"] as const) {
    const { roomMs, cpuMs, wallMs, failure } = await runInProcess(planOf(clients, kind));
    rows.push({
      clients,
      kind: NAMES[kind],
      "times real time": Math.round(roomMs / wallMs),
      "by CPU time": Math.round(roomMs / cpuMs),
      failures: failure ? failure.invariant : "none",
    });
  }
}
console.log(JSON.stringify(rows));

function planOf(clients: number, kind: keyof typeof NAMES): Plan {
  const actor = (part: string, of: ActorPlan["kind"], index: number, leavesAt = PLAYED_MS): ActorPlan => ({
    part,
    kind: of,
    room: 0,
    seed: index + 1,
    line: { roundTripMs: 40 },
    joinsAt: index * 50,
    leavesAt,
  });
  return {
    seed: 1,
    ms: PLAYED_MS,
    serverArgs: ["--map", "foundry,kiln", "--mode", "", "--max-players", "100", "--spectator-delay-seconds", "0"],
    rooms: [{ mode: "tdm", maxPlayers: PLACES, roundSeconds: 120 }],
    actors: [
      actor("opener", "person", 0, OPENER_STAYS_MS),
      ...Array.from({ length: clients }, (_, index) => actor(`a${index}`, kind, index + 1)),
    ],
    faults: [],
  };
}
