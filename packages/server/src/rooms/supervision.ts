import type { Client } from "@colyseus/core";
import type { World } from "@fray/shared-state/simulation/world";

import { tell } from "../network/messages.ts";
import { warningTime } from "../sessions/idle-watch.ts";
import type { Session } from "../sessions/session.ts";
import type { Sessions } from "../sessions/sessions.ts";
import type { Refusal } from "./counters.ts";
import { shownPing } from "./shown-ping.ts";

/** Between two times that everybody is told somebody's round trip, in s, and how many times a second they are at most. */
const PING_INTERVAL_S = 2;
const MOST_PINGS_PER_S = 32;
/** Who watches may do nothing for this many times as long as who fights: that is what watching is. */
const SPECTATOR_PATIENCE = 10;

/** What is looked after. */
export interface Supervised {
  readonly sessions: Sessions;
  /** How long a fighter may do nothing, in s; 0 for ever. */
  readonly idleSeconds: number;
  readonly refuse: (client: Client, why: Refusal, reason: string) => void;
}

/** Sends away who lies or does nothing, after a tick of `world`. */
export function supervise({ tick, dt }: Pick<World, "tick" | "dt">, room: Supervised): void {
  // In a crowd all of them would be most of what each is told.
  const interval = Math.round(Math.max(PING_INTERVAL_S, room.sessions.size / MOST_PINGS_PER_S) / dt);
  for (const session of room.sessions) {
    const { client, roster } = session;
    // Not all in the same tick: it would be a long one, with a large patch.
    if ((tick + roster.id) % interval === 0) roster.ping = shownPing(roster.ping, session.connection.roundTripMs);
    if (!client) continue;
    if (session.views.isAbuse) room.refuse(client, "forged", "impossible view times");
    checkIdle(client, session, tick * dt, room);
  }
}

function checkIdle(client: Client, session: Session, now: number, { idleSeconds, refuse }: Supervised): void {
  if (idleSeconds === 0) return;
  const limit = idleSeconds * (session.roster.spectator ? SPECTATOR_PATIENCE : 1);
  const due = session.idle.judge(now, limit);
  if (due === "removal") refuse(client, "idle", `did nothing for ${limit} s`);
  if (due !== "warning") return;
  const left = Math.ceil(warningTime(limit));
  tell(client, "notice", { code: "idle", text: `Still there? Your place is given up in ${left} s unless you move.` });
}
