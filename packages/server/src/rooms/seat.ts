import type { Client } from "@colyseus/core";
import type { Player } from "@fray/shared-state/schema/player";
import type { RosterEntry } from "@fray/shared-state/schema/roster-entry";

import { TimeBank } from "../loop/time-bank.ts";
import { Allowance } from "../network/allowance.ts";
import { RoundTrip } from "../network/round-trip.ts";
import { SentBytes } from "../network/sent-bytes.ts";
import { socketOf } from "../network/socket.ts";
import { ViewClaims } from "../network/view-claims.ts";
import { IdleWatch } from "./idle-watch.ts";

/** Everything the room keeps for one client, from join to leave, over any number of reconnections. */
export interface Seat {
  readonly sessionId: string;
  /** Undefined while its line is down. */
  client: Client | undefined;
  readonly roster: RosterEntry;
  readonly bank: TimeBank;
  readonly allowance: Allowance;
  readonly idle: IdleWatch;
  /** Its body; undefined while it only watches. */
  player: Player | undefined;
  /** Since when it fights or watches, in s of simulation time; long ago when it has done so from the start. */
  roleSince: number;
  readonly sent: SentBytes;
  /** Renewed with the line, which starts counting anew. */
  roundTrip: RoundTrip;
  views: ViewClaims;
}

/** `now` is the simulation time in s. */
export function createSeat(client: Client, roster: RosterEntry, now: number): Seat {
  return {
    sessionId: client.sessionId,
    client,
    roster,
    bank: new TimeBank(),
    allowance: new Allowance(),
    idle: new IdleWatch(now),
    player: undefined,
    roleSince: -Infinity,
    sent: new SentBytes(client),
    views: new ViewClaims(),
    roundTrip: measureLine(client),
  };
}

/** A `RoundTrip` over the client's present line. */
export function measureLine(client: Client): RoundTrip {
  return new RoundTrip(socketOf(client));
}
