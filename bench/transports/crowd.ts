import { measureAt, type Measured } from "../clients/measure.ts";
import { remarksOn } from "../clients/row.ts";
import { BenchServer } from "../clients/server/bench-server.ts";
import { mapSideFor } from "../clients/server/density.ts";
import { repeatTrial, type FigureRow, type Patience, type Trial } from "./trial.ts";

const HZ = 20;
const VISIBLE = 20;
/** A client over HTTP makes 40 requests a second, which the processes that make the load have to share. */
const CLIENTS_PER_PROCESS = 50;

/** Measures what some clients cost a server, and how regular its ticks stay. */
export function measureCrowd(clients: number, seconds: number, patience: Patience): Promise<FigureRow[]> {
  const trial = async (): Promise<readonly Trial[]> => {
    const webSocket = await play("ws", clients, seconds);
    const http = await play("http", clients, seconds);
    const remarks = [...remarksOn(webSocket), ...remarksOn(http).map((remark) => `HTTP: ${remark}`)];
    if (remarks.length > 0) return [{ refused: remarks.join("; ") }, { refused: remarks.join("; ") }];
    return [
      { webSocket: cpuOf(webSocket), http: cpuOf(http) },
      { webSocket: webSocket.server.gapMs.p99, http: http.server.gapMs.p99 },
    ];
  };
  return repeatTrial(
    [
      { name: `processor of a server with ${clients} clients`, unit: "% of a core", as: "ratio", limit: 2.5 },
      { name: `time between two ticks, 99th percentile, with ${clients} clients`, unit: "ms", as: "alone", limit: 60 },
    ],
    trial,
    patience,
  );
}

function play(transport: "ws" | "http", clients: number, seconds: number): Promise<Measured> {
  const server = BenchServer.startProduct({ tickRate: HZ, players: clients, mapSide: mapSideFor(clients, VISIBLE) });
  const common = { clients, hz: HZ, seconds, fireShare: 0.5, rooms: 1 };
  return measureAt(server, { ...common, transport, clientsPerProcess: CLIENTS_PER_PROCESS }, clients);
}

const cpuOf = ({ server }: Measured): number => (server.cpuSeconds / server.wallSeconds) * 100;
