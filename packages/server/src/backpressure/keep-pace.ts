import type { Client } from "@colyseus/core";
import { closeConnection, type DegradationLevel, type PacedConnection, type Pace } from "@fray/netcode/server";
import { CLOSE } from "@fray/shared-state/protocol/close-codes";
import type { World } from "@fray/shared-state/simulation/world";

import { logPeer } from "../peer-log.ts";
import type { Audience } from "../spectating/audience.ts";

/** Somebody who is sent patches. */
interface Receiver {
  readonly sessionId: string;
  /** Undefined while its line is down. */
  readonly client: Client | undefined;
  readonly connection: PacedConnection;
  readonly pace: Pace;
  readonly roster: { readonly spectator: boolean };
}

interface Room {
  readonly receivers: Iterable<Receiver>;
  readonly audience: Pick<Audience, "limitReach">;
  readonly counters: { countOne(what: "slowReaders"): void };
  /** What the server gives up because it has too much to do. */
  readonly degradation: DegradationLevel;
}

/** Holds everybody to what their lines and the server keep up with, in the patch of a tick of `world` that is about to be made. */
export function keepPace(
  { tick, dt }: Pick<World, "tick" | "dt">,
  { receivers, audience, counters, degradation }: Room,
): void {
  for (const { sessionId, client, connection, pace, roster } of receivers) {
    if (!client) continue;
    const before = connection.level;
    connection.advance(tick, dt);
    const { level } = connection;
    pace.every = Math.max(level.every, roster.spectator ? degradation.every.spectators : degradation.every.fighters);
    if (!pace.isDue(tick)) pace.heldPatches++;
    audience.limitReach(sessionId, Math.min(level.reach, degradation.reach));
    if (level === before) continue;
    logPeer(
      "slowReader",
      "debug",
      { session: sessionId, rung: level.name, waiting: connection.waitingBytes },
      "sent at another rate",
    );
    if (level.name !== "cut") continue;
    counters.countOne("slowReaders");
    logPeer("slowReader", "warn", { session: sessionId, waiting: connection.waitingBytes }, "reads too slowly");
    // Its seat is held as after any drop; back on a new line it is sent everything.
    closeConnection(client, CLOSE.mayReconnect, "too far behind");
  }
}
