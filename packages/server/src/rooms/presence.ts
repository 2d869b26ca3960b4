import type { Presence } from "@fray/shared-state/protocol/presence";

import { tell } from "../network/messages.ts";
import type { Seat } from "./seat.ts";
import type { Seats } from "./seats.ts";

/** Tells everybody else what becomes of a person. Bots come and go by the dozen, and nobody asks after them. */
export function announcePresence(seats: Seats, { roster }: Seat, what: Presence): void {
  if (roster.bot) return;
  const { id, name } = roster;
  for (const { client, roster: other } of seats) {
    if (client && other.id !== id) tell(client, "presence", { id, name, what });
  }
}
