import type { Client } from "@colyseus/core";
import { PacedConnection, Pace, TimeBank, SentBytes, ViewClaims } from "@fray/netcode/server";
import { repeatMovement, type Input } from "@fray/shared-state/schema/input-frame";
import type { Player } from "@fray/shared-state/schema/player";
import type { RosterEntry } from "@fray/shared-state/schema/roster-entry";

import { Allowance } from "../network/allowance.ts";
import { IdleWatch } from "./idle-watch.ts";
import type { Joiner } from "./joiner.ts";

/** A seat that waits for its client to come back. */
export interface Hold {
  /** Gives the seat up. */
  readonly reject: () => void;
  /** Whoever shows it gets the seat. */
  readonly token: string;
  /** The person has asked for the seat by the ordinary way in, and wants to be this in it. */
  claim?: Joiner;
}

/** Everything the room keeps for one client, from join to leave, over any number of reconnections. */
export interface Session {
  readonly sessionId: string;
  /** Undefined while its line is down. */
  client: Client | undefined;
  /** Who it was when it came in. */
  readonly joiner: Joiner;
  readonly roster: RosterEntry;
  /** What friends know a person by; "" for bots. */
  readonly friendCode: string;
  /** While its line is down: the wait for it to come back, and the token that it takes. */
  hold: Hold | undefined;
  readonly bank: TimeBank<Input>;
  readonly allowance: Allowance;
  readonly idle: IdleWatch;
  /** Its body; undefined while it only watches. */
  player: Player | undefined;
  /** Since when it fights or watches, in s of simulation time; long ago when it has done so from the start. */
  roleSince: number;
  readonly sent: SentBytes;
  readonly pace: Pace;
  /** Renewed with the line, which starts counting anew. */
  connection: PacedConnection;
  views: ViewClaims;
}

/** `now` is the simulation time in s. */
export function createSession(
  client: Client,
  { joiner, roster, friendCode }: Pick<Session, "joiner" | "roster" | "friendCode">,
  now: number,
): Session {
  const sent = new SentBytes(client);
  return {
    sessionId: client.sessionId,
    client,
    joiner,
    roster,
    friendCode,
    hold: undefined,
    bank: new TimeBank(repeatMovement),
    allowance: new Allowance(),
    idle: new IdleWatch(now),
    player: undefined,
    roleSince: -Infinity,
    sent,
    pace: new Pace(roster.id),
    connection: new PacedConnection(client, roster.id, () => sent.total),
    views: new ViewClaims(),
  };
}

/** Its client is back on a new line at `now` in s. */
export function renewSession(session: Session, client: Client, now: number): void {
  session.client = client;
  session.roster.connected = true;
  session.bank.reset();
  session.sent.follow(client);
  session.connection = new PacedConnection(client, session.roster.id, () => session.sent.total);
  session.views = new ViewClaims();
  session.idle.markActive(now);
}
