import { BUILD } from "../build.ts";
import type { ArenaRoom } from "../rooms/arena-room.ts";
import type { ServerContext } from "../server-context.ts";
import type { Services } from "./readiness.ts";
import { VERSION } from "./version.ts";

/** The answer to `GET /health`: whether rooms can be joined, and how they perform. */
export function health(context: ServerContext, { keeper, peers }: Services) {
  const { runtime, startedAt, arenas, refusals, connections, admission } = context;
  const rooms = Array.from(arenas, publicReport);
  return {
    ok: true,
    version: VERSION,
    build: BUILD,
    draining: admission.isDraining,
    uptimeSeconds: Math.round((runtime.now() - startedAt) / 1000),
    players: rooms.reduce((sum, room) => sum + room.players, 0),
    refusalCounts: refusals.counts,
    connections,
    storage: keeper ? storage(keeper) : { state: "off" },
    redis: { state: peers ? (peers.areLost ? "lost" : "ok") : "off" },
    rooms,
  };
}

/** The answer is public, so it leaves out the id of a private room, which would allow a join. */
function publicReport(room: ArenaRoom) {
  const report = room.report();
  return room.state.room.private ? { ...report, roomId: "private" } : report;
}

/**
 * The answer is public, so it leaves out the database's error, which names hosts, users and paths. The log contains
 * the error.
 */
function storage(keeper: NonNullable<Services["keeper"]>) {
  const { state, waiting, lost, interruptions } = keeper.report();
  return { state, waiting, lost, interruptions };
}
