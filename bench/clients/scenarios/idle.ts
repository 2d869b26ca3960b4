import { LoadWorkers } from "../load/workers.ts";
import { round } from "../row.ts";
import { BenchServer } from "../server/bench-server.ts";
import { mapSideFor } from "../server/density.ts";

const CONNECTIONS = [250, 500, 1000];
const VISIBLE = 20;
const JOIN_RATE = 100;

export interface IdleRow {
  readonly connections: number;
  /** JavaScript's heap and the buffers that it owns, after a collection. */
  readonly "heap kB each": number;
  /** Resident memory of the process, including memory that it has freed but not returned to the system. */
  readonly "RSS kB each": number;
}

/** Measures the server memory of one idle player in a room: session, body, socket, view. */
export async function measureIdle(hz: number): Promise<IdleRow[]> {
  const most = Math.max(...CONNECTIONS);
  const server = await BenchServer.startProduct({
    tickRate: hz,
    players: most,
    mapSide: mapSideFor(most, VISIBLE),
  });
  const load = new LoadWorkers(most);
  try {
    const before = await server.memory();
    const rows: IdleRow[] = [];
    let joined = 0;
    for (const connections of CONNECTIONS) {
      const clients = connections - joined;
      const report = await load.join({
        http: server.http,
        clients,
        rate: JOIN_RATE,
        fireShare: 0,
        first: joined,
        decoding: 0,
      });
      joined += report.joined;
      const { heapBytes, rssBytes } = await server.memory();
      rows.push({
        connections: joined,
        "heap kB each": round((heapBytes - before.heapBytes) / joined / 1000, 1),
        "RSS kB each": round((rssBytes - before.rssBytes) / joined / 1000, 1),
      });
    }
    return rows;
  } finally {
    await load.leave();
    await server.stop();
  }
}
