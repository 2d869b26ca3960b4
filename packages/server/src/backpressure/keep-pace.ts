import type { Client } from "@colyseus/core";
import type { Runtime } from "@fray/netcode/core";
import { closeConnection, type DegradationLevel, type PacedConnection, type Pace } from "@fray/netcode/server";
import { CLOSE } from "@fray/shared-state/protocol/close-codes";
import type { World } from "@fray/shared-state/simulation/world";

import type { PeerLog } from "../peer-log.ts";
import type { Audience } from "../spectating/audience.ts";

/** A session that receives patches. */
interface Receiver {
  readonly sessionId: string;
  /** The current connection of the session; undefined while the connection is down. */
  readonly client: Client | undefined;
  readonly connection: PacedConnection;
  readonly pace: Pace;
  readonly roster: { readonly id: number; readonly spectator: boolean };
}

interface Room {
  readonly runtime: Runtime;
  readonly log: PeerLog;
  readonly receivers: Iterable<Receiver>;
  readonly audience: Pick<Audience, "limitReach">;
  readonly recording: { view(id: number, reach: number, patchEvery: number): void };
  readonly counters: { countOne(what: "slowReaders"): void };
  /** The degradation level of this overloaded server. */
  readonly degradation: DegradationLevel;
}

/**
 * Limits what each client receives to the capacity of its connection and of the server, for the patch of a tick of
 * `world` that is sent next.
 */
export function keepPace(
  { tick, dt }: Pick<World, "tick" | "dt">,
  { runtime, log, receivers, audience, recording, counters, degradation }: Room,
): void {
  for (const { sessionId, client, connection, pace, roster } of receivers) {
    if (!client) continue;
    const before = connection.level;
    connection.advance(tick, dt);
    const { level } = connection;
    pace.every = Math.max(level.every, roster.spectator ? degradation.every.spectators : degradation.every.fighters);
    if (!pace.isDue(tick)) pace.heldPatches++;
    const reach = Math.min(level.reach, degradation.reach);
    audience.limitReach(sessionId, reach);
    recording.view(roster.id, reach, pace.every);
    if (level === before) continue;
    log.write(
      "slowReader",
      "debug",
      { session: sessionId, rung: level.name, waiting: connection.waitingBytes },
      "backpressure level changed",
    );
    if (level.name !== "cut") continue;
    counters.countOne("slowReaders");
    log.write("slowReader", "warn", { session: sessionId, waiting: connection.waitingBytes }, "reads too slowly");
    // The session is held as after any lost connection. After a reconnect, everything is sent again.
    closeConnection(runtime, client, CLOSE.mayReconnect, "too far behind");
  }
}
