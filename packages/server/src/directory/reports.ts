import { matchMaker, type Presence } from "@colyseus/core";
import { tableOf } from "@fray/shared-state/by-name";
import { RULE_NAMES } from "@fray/shared-state/protocol/room-options";
import { z } from "zod";

import type { PeerLog } from "../peer-log.ts";

/** Channel on which every node of a game publishes its rooms. */
const TELLING = "fray:rooms";
/** Channel on which a new lobby asks for all rooms. */
const ASKING = "fray:rooms:all";

/** Interval at which all rooms are published again. */
export const REPEAT_MS = 10_000;

const Count = z.number().int().min(0);

/** The fields of a room that lobbies list, as in `RoomListing`. */
const Listing = z.object({
  name: z.string(),
  mode: Count,
  phase: Count,
  map: z.string(),
  people: Count,
  spectators: Count,
  bots: Count,
  places: Count,
  locked: z.boolean(),
  hasPassword: z.boolean(),
  ...tableOf(RULE_NAMES, () => z.boolean()),
});
export type Listing = z.infer<typeof Listing>;

/** The people in a room: their friend codes, and their names in this room. */
const People = z.array(z.tuple([z.string(), z.string()]));

/** The report of a node on one of its rooms, for lobbies on all nodes. */
export const Report = z.discriminatedUnion("where", [
  /** Pages of another build than `build` can't join the room. */
  z.object({
    where: z.literal("room"),
    roomId: z.string(),
    build: z.string(),
    listing: Listing,
    people: People,
  }),
  /** A private room can be joined only by its id, and lobbies must not show the id. */
  z.object({ where: z.literal("private"), roomId: z.string(), people: People }),
  z.object({ where: z.literal("lobby"), roomId: z.string(), people: People }),
  /** The room has closed. */
  z.object({ where: z.literal("gone"), roomId: z.string() }),
]);
export type Report = z.infer<typeof Report>;

/** Publishes a report to all lobbies. A lobby that misses it receives it with the next repetition. */
export function publishReport(report: Report): void {
  void matchMaker.presence.publish(TELLING, report);
}

/** Subscribes to reports, and asks for all of them. Reports in the format of another game version are ignored. */
export async function subscribeToReports(
  presence: Presence,
  log: PeerLog,
  receive: (report: Report) => void,
): Promise<void> {
  await presence.subscribe(TELLING, (message: unknown) => {
    const { data } = Report.safeParse(message);
    if (data) receive(data);
    else log.write("framework", "debug", {}, "a report that can't be parsed");
  });
  void matchMaker.presence.publish(ASKING, true);
}

/** Calls `tellAll` when a lobby asks. Returns a function that stops this. */
export function answerAsking(tellAll: () => void): () => void {
  void matchMaker.presence.subscribe(ASKING, tellAll);
  return () => void matchMaker.presence.unsubscribe(ASKING, tellAll);
}
