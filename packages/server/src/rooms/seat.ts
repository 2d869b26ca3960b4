import type { Client } from "@colyseus/core";
import type { Player } from "@fray/shared-state/schema/player";
import type { RosterEntry } from "@fray/shared-state/schema/roster-entry";

import { TimeBank } from "../loop/time-bank.ts";
import { RoundTrip } from "../network/round-trip.ts";
import { socketOf } from "../network/socket.ts";
import { ViewClaims } from "../network/view-claims.ts";

/** Everything the room keeps for one client, from join to leave, over any number of reconnections. */
export interface Seat {
  readonly sessionId: string;
  readonly roster: RosterEntry;
  readonly bank: TimeBank;
  /** Its body; undefined while it only watches. */
  player: Player | undefined;
  /** Renewed with the line, which starts counting anew. */
  roundTrip: RoundTrip;
  views: ViewClaims;
}

export function createSeat(client: Client, roster: RosterEntry): Seat {
  return {
    sessionId: client.sessionId,
    roster,
    bank: new TimeBank(),
    player: undefined,
    views: new ViewClaims(),
    roundTrip: measureLine(client),
  };
}

/** A `RoundTrip` over the client's present line. */
export function measureLine(client: Client): RoundTrip {
  return new RoundTrip(socketOf(client));
}
