import type { Client } from "@colyseus/core";
import type { World } from "@fray/shared-state/simulation/world";

import { tell } from "../network/messages.ts";
import { socketOf } from "../network/socket.ts";
import { logger } from "../operations/logger.ts";
import type { Refusal, RoomCounters } from "./counters.ts";
import { warningTime } from "./idle-watch.ts";
import type { Seat } from "./seat.ts";
import type { Seats } from "./seats.ts";

const LINE_CHECK_INTERVAL_S = 2;
/** What may wait for a peer's line to take it: minutes of patches, so that no stall of an honest line comes near. */
const MAX_BACKLOG_BYTES = 1024 * 1024;
/** Who watches may do nothing for this many times as long as who fights: that is what watching is. */
const SPECTATOR_PATIENCE = 10;

/** What is looked after. */
export interface Supervised {
  readonly seats: Seats;
  readonly counters: RoomCounters;
  /** How long a fighter may do nothing, in s; 0 for ever. */
  readonly idleSeconds: number;
  readonly refuse: (client: Client, why: Refusal, reason: string) => void;
}

/** Sends away who reads nothing, lies or does nothing, after a tick of `world`. */
export function supervise({ tick, dt }: Pick<World, "tick" | "dt">, room: Supervised): void {
  const isLineCheck = tick % Math.round(LINE_CHECK_INTERVAL_S / dt) === 0;
  for (const seat of room.seats) {
    const { client } = seat;
    if (isLineCheck) seat.roster.ping = seat.roundTrip.ms;
    if (!client) continue;
    if (isLineCheck) checkLine(client, seat, room);
    if (seat.views.isAbuse) room.refuse(client, "forged", "impossible view times");
    checkIdle(client, seat, tick * dt, room);
  }
}

/**
 * Ends a line that takes nothing any more. A peer that answers pings but does not read would be kept for ever, and all
 * it is sent with it. Its seat is held as after any drop. Still to come: sending less to who falls behind, by how
 * its line progresses, before it comes to this.
 */
function checkLine(client: Client, seat: Seat, { counters }: Supervised): void {
  const socket = socketOf(client);
  if (socket.bufferedAmount <= MAX_BACKLOG_BYTES) {
    seat.roundTrip.measure();
    return;
  }
  counters.countOne("slowReaders");
  logger.warn({ session: client.sessionId, backlog: socket.bufferedAmount }, "reads too slowly");
  socket.terminate();
}

function checkIdle(client: Client, seat: Seat, now: number, { idleSeconds, refuse }: Supervised): void {
  if (idleSeconds === 0) return;
  const limit = idleSeconds * (seat.roster.spectator ? SPECTATOR_PATIENCE : 1);
  const due = seat.idle.judge(now, limit);
  if (due === "removal") refuse(client, "idle", `did nothing for ${limit} s`);
  if (due !== "warning") return;
  const left = Math.ceil(warningTime(limit));
  tell(client, "notice", { code: "idle", text: `Still there? Your place is given up in ${left} s unless you move.` });
}
