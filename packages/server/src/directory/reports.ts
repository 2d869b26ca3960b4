import { matchMaker, type Presence } from "@colyseus/core";
import { tableOf } from "@fray/shared-state/by-name";
import { RULE_NAMES } from "@fray/shared-state/protocol/room-options";
import { z } from "zod";

import { logPeer } from "../peer-log.ts";

/** Channel on which every node of a game tells of its rooms. */
const TELLING = "fray:rooms";
/** Channel on which a lobby that opens asks to be told of all of them. */
const ASKING = "fray:rooms:all";

/** How often everything is told again. */
export const REPEAT_MS = 10_000;

const Count = z.number().int().min(0);

/** What lobbies list of a room: the fields of `RoomListing`. */
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

/** The people in a room: their friend codes, and what they are called there. */
const People = z.array(z.tuple([z.string(), z.string()]));

/** What a node tells of one of its rooms, to lobbies here and on other nodes. */
export const Report = z.discriminatedUnion("where", [
  z.object({ where: z.literal("room"), roomId: z.string(), listing: Listing, people: People }),
  /** Only its id leads to it, which is not to be told to anybody. */
  z.object({ where: z.literal("private"), roomId: z.string(), people: People }),
  z.object({ where: z.literal("lobby"), roomId: z.string(), people: People }),
  /** It has closed. */
  z.object({ where: z.literal("gone"), roomId: z.string() }),
]);
export type Report = z.infer<typeof Report>;

/** Tells all lobbies. Who does not hear it now hears it when everything is told again. */
export function publishReport(report: Report): void {
  void matchMaker.presence.publish(TELLING, report);
}

/** Hears what is told from now on, and asks for all there is. Another version of the game may tell what is not understood. */
export async function hearReports(presence: Presence, hear: (report: Report) => void): Promise<void> {
  await presence.subscribe(TELLING, (message: unknown) => {
    const { data } = Report.safeParse(message);
    if (data) hear(data);
    else logPeer("framework", "debug", {}, "a report that says nothing");
  });
  void matchMaker.presence.publish(ASKING, true);
}

/** Calls `tellAll` when somebody asks. Returns how to stop that. */
export function answerAsking(tellAll: () => void): () => void {
  void matchMaker.presence.subscribe(ASKING, tellAll);
  return () => void matchMaker.presence.unsubscribe(ASKING, tellAll);
}
