import type { Client } from "@colyseus/core";
import type { World } from "@fray/shared-state/simulation/world";

import { tell } from "../network/messages.ts";
import { warningTime } from "../sessions/idle-watch.ts";
import type { Session } from "../sessions/session.ts";
import type { Sessions } from "../sessions/sessions.ts";
import type { Refusal } from "./counters.ts";
import { shownPing } from "./shown-ping.ts";

/**
 * Shortest time between two updates of one player's ping in the roster, in s, and the most updates per second in a
 * room.
 */
const PING_INTERVAL_S = 2;
const MOST_PINGS_PER_S = 32;
/** A spectator may be idle this many times as long as a fighter, because watching needs no input. */
const SPECTATOR_PATIENCE = 10;

/** The room as the supervision needs it. */
export interface Supervised {
  readonly sessions: Sessions;
  /** How long a fighter may be idle, in s; 0 for no limit. */
  readonly idleSeconds: number;
  readonly refuse: (client: Client, why: Refusal, reason: string) => void;
}

/** Disconnects clients that cheat or are idle, after a tick of `world`. */
export function supervise({ tick, dt }: Pick<World, "tick" | "dt">, room: Supervised): void {
  // In a large room, frequent ping updates would be most of what each client receives.
  const interval = Math.round(Math.max(PING_INTERVAL_S, room.sessions.size / MOST_PINGS_PER_S) / dt);
  for (const session of room.sessions) {
    const { client, roster } = session;
    // The updates are spread over ticks, because all of them in one tick make it long and its patch large.
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
  tell(client, "notice", { code: "idle", text: `Still there? You lose your place in ${left} s unless you move.` });
}
