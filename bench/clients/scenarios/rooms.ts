import { measureAt } from "../measure.ts";
import { toRow, type Row } from "../row.ts";
import { BenchServer } from "../server/bench-server.ts";

const ROOMS = 50;
const PLAYERS_PER_ROOM = 8;

/** Measures many small rooms in one process, on the maps that come with the game. */
export async function measureRooms(setting: {
  readonly hz: number;
  readonly seconds: number;
  readonly fireShare: number;
  readonly profile?: string | undefined;
}): Promise<(Row & { readonly rooms: number })[]> {
  const { hz, seconds, fireShare, profile } = setting;
  const served = { tickRate: hz, players: PLAYERS_PER_ROOM, rooms: ROOMS, profile };
  const play = { clients: ROOMS * PLAYERS_PER_ROOM, hz, seconds, fireShare, rooms: ROOMS };
  const measured = await measureAt(BenchServer.startProduct(served), play);
  return [{ rooms: ROOMS, ...toRow("Fray", measured) }];
}
