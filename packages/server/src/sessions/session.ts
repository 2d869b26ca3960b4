import type { Client } from "@colyseus/core";
import type { Runtime } from "@fray/netcode/core";
import { PacedConnection, Pace, TimeBank, SentBytes, ViewClaims } from "@fray/netcode/server";
import { repeatMovement, type Input } from "@fray/shared-state/schema/input-frame";
import type { Player } from "@fray/shared-state/schema/player";
import type { RosterEntry } from "@fray/shared-state/schema/roster-entry";

import { Allowance } from "../network/allowance.ts";
import { IdleWatch } from "./idle-watch.ts";
import type { Joiner } from "./joiner.ts";

/** A session that is held until its client reconnects. */
export interface Hold {
  /** Ends the session. */
  readonly reject: () => void;
  /** The reconnection tokens that the client may have, the newest first. A client that sends one resumes the session. */
  readonly tokens: readonly string[];
  /** Set when the person joined again without the token. It holds their options, such as the role they ask for. */
  claim?: Joiner;
  /** The client's room was handed over by another node: nobody needs to be told that the client returns. */
  readonly isTransferred?: boolean;
}

/** The room's data about one client, from join to leave, over any number of connections. */
export interface Session {
  readonly sessionId: string;
  /** The current connection; undefined while the connection is down. */
  client: Client | undefined;
  /** The join request, with the look and title that the person has chosen since. */
  joiner: Joiner;
  readonly roster: RosterEntry;
  /** Name of the snapshot records that the client reads. A client that takes the session over may read others. */
  records: string | undefined;
  /** The code by which friends know a person; "" for bots. */
  readonly friendCode: string;
  /** Set while the connection is down: the wait for the client, and the token it needs. */
  hold: Hold | undefined;
  readonly bank: TimeBank<Input>;
  readonly allowance: Allowance;
  readonly idle: IdleWatch;
  /** The body of the session's player; undefined for a spectator. */
  player: Player | undefined;
  /** Simulation time of the last change of role, in s; far in the past when the role never changed. */
  roleSince: number;
  readonly sent: SentBytes;
  readonly pace: Pace;
  /** Replaced when the client reconnects, with all counts at zero. */
  connection: PacedConnection;
  views: ViewClaims;
  /** How long before its inputs are applied the client saw the others, in ms; undefined before its first claim. */
  sightAgeMs: number | undefined;
}

type LineRuntime = Pick<Runtime, "now" | "randomBytes">;

/** `now` is the simulation time in s. */
export function createSession(
  client: Client,
  { joiner, roster, friendCode }: Pick<Session, "joiner" | "roster" | "friendCode">,
  now: number,
  runtime: LineRuntime,
): Session {
  const sent = new SentBytes(client);
  return {
    sessionId: client.sessionId,
    client,
    joiner,
    records: joiner.records,
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
    connection: new PacedConnection(client, roster.id, () => sent.total, runtime),
    views: new ViewClaims(),
    sightAgeMs: undefined,
  };
}

/** Resumes a session on a new connection at `now` in s. */
export function renewSession(session: Session, client: Client, now: number, runtime: LineRuntime): void {
  session.client = client;
  session.roster.connected = true;
  session.bank.reset();
  session.sent.follow(client);
  session.connection = new PacedConnection(client, session.roster.id, () => session.sent.total, runtime);
  session.views = new ViewClaims();
  session.idle.markActive(now);
}
