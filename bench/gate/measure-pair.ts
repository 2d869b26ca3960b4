import { measureAt, type Measured } from "../clients/measure.ts";
import { remarksOn } from "../clients/row.ts";
import { BenchServer } from "../clients/server/bench-server.ts";
import { mapSideFor } from "../clients/server/density.ts";

const FIRE_SHARE = 0.5;
const VISIBLE = 20;

export interface PairSetting {
  readonly clients: number;
  readonly hz: number;
  readonly seconds: number;
  /** Which of the two is measured first; a machine that gets slower then favours neither, if trials alternate. */
  readonly floorFirst: boolean;
}

/** What the product costs, as a multiple of the hand-packed server under the same load in the same minute. */
export type Pair = { readonly cpu: number; readonly bytes: number } | { readonly refused: string };

/** Measures the product beside the hand-packed floor. A measurement with any remark says nothing about a ratio. */
export async function measurePair({ clients, hz, seconds, floorFirst }: PairSetting): Promise<Pair> {
  const play = { clients, hz, seconds, fireShare: FIRE_SHARE, rooms: 1 };
  const mapSide = mapSideFor(clients, VISIBLE);
  const ofProduct = () => measureAt(BenchServer.startProduct({ tickRate: hz, players: clients, mapSide }), play);
  const ofFloor = () => measureAt(BenchServer.startFloor(["packing", hz, mapSide].map(String)), play, 0);
  const early = floorFirst ? await ofFloor() : undefined;
  const product = await ofProduct();
  const floor = early ?? (await ofFloor());
  const remarks = [...remarksOn(product), ...remarksOn(floor).map((remark) => `floor: ${remark}`)];
  if (remarks.length > 0) return { refused: remarks.join("; ") };
  return { cpu: cpuOf(product) / cpuOf(floor), bytes: bytesOf(product) / bytesOf(floor) };
}

const cpuOf = ({ server }: Measured): number => server.cpuSeconds / server.wallSeconds;

function bytesOf({ load }: Measured): number {
  const { state, events, other } = load.bytes;
  return (state + events + other) / load.seconds;
}
