import { measureAt, type Measured } from "../measure.ts";
import { round, toRow, type Row } from "../row.ts";
import { BenchServer } from "../server/bench-server.ts";

/** The room of a crowd and its behaviour. */
export interface CrowdSetting {
  readonly clients: readonly number[];
  readonly hz: number;
  /** Side in u of the map for this many clients. */
  readonly mapSideOf: (clients: number) => number;
  readonly seconds: number;
  readonly fireShare: number;
  readonly withoutFloors: boolean;
  readonly profile?: string | undefined;
}

/** The product compared with the floors: ratios of CPU and of the bytes for body positions. */
export interface RatioRow {
  readonly clients: number;
  readonly "CPU to no state": number;
  readonly "CPU to hand-packed": number;
  readonly "state bytes to hand-packed": number;
  readonly "all bytes to hand-packed": number;
}

/**
 * Measures rooms of several sizes and two floors under the same load: a server without state that receives and sends
 * as many messages of the same size, and one that packs the same world by hand.
 */
export async function measureCrowds(setting: CrowdSetting): Promise<{ rows: Row[]; ratios: RatioRow[] }> {
  const rows: Row[] = [];
  const ratios: RatioRow[] = [];
  for (const clients of setting.clients) {
    const { hz, seconds, fireShare, profile, withoutFloors } = setting;
    const play = { clients, hz, seconds, fireShare, rooms: 1 };
    const mapSide = setting.mapSideOf(clients);
    const served = { tickRate: hz, players: clients, mapSide, profile };
    const product = await measureAt(BenchServer.startProduct(served), play);
    const inView = product.load.bodiesInView;
    rows.push(toRow("Fray", product));
    if (withoutFloors) continue;
    const { state, events } = product.load.bytes;
    const bytes = Math.round((state + events) / product.load.patches);
    const io = await measureAt(BenchServer.startFloor(["io", hz, bytes].map(String)), play, 0);
    const packed = await measureAt(BenchServer.startFloor(["packing", hz, mapSide].map(String)), play, 0);
    rows.push(toRow("no state", io, inView), toRow("hand-packed", packed, inView));
    ratios.push(ratiosOf(product, io, packed));
  }
  return { rows, ratios };
}

function ratiosOf(product: Measured, io: Measured, packed: Measured): RatioRow {
  const perClient = ({ load }: Measured, bytes: number) => bytes / load.clients / load.seconds;
  const cpu = ({ server }: Measured) => server.cpuSeconds / server.wallSeconds;
  const packedBytes = perClient(packed, packed.load.bytes.state);
  const { state, events, other } = product.load.bytes;
  return {
    clients: product.join.joined,
    "CPU to no state": round(cpu(product) / cpu(io), 2),
    "CPU to hand-packed": round(cpu(product) / cpu(packed), 2),
    "state bytes to hand-packed": round(perClient(product, state) / packedBytes, 2),
    "all bytes to hand-packed": round(perClient(product, state + events + other) / packedBytes, 2),
  };
}
