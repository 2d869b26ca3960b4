import type { Client } from "@colyseus/core";
import { sayGoodbye, type Relief, type Line, type Pace } from "@fray/netcode/server";
import { CLOSE } from "@fray/shared-state/protocol/close-codes";
import type { World } from "@fray/shared-state/simulation/world";

import type { Interest } from "../interest/interest.ts";
import { logPeer } from "../peer-log.ts";

/** Somebody who is sent patches. */
interface Receiver {
  readonly sessionId: string;
  /** Undefined while its line is down. */
  readonly client: Client | undefined;
  readonly line: Line;
  readonly pace: Pace;
  readonly roster: { readonly spectator: boolean };
}

interface Room {
  readonly receivers: Iterable<Receiver>;
  readonly interest: Pick<Interest, "limitReach">;
  readonly counters: { countOne(what: "slowReaders"): void };
  /** What the server gives up because it has too much to do. */
  readonly relief: Relief;
}

/** Holds everybody to what their lines and the server keep up with, in the patch of a tick of `world` that is about to be made. */
export function keepPace(
  { tick, dt }: Pick<World, "tick" | "dt">,
  { receivers, interest, counters, relief }: Room,
): void {
  for (const { sessionId, client, line, pace, roster } of receivers) {
    if (!client) continue;
    const before = line.rung;
    line.advance(tick, dt);
    const { rung } = line;
    pace.every = Math.max(rung.every, roster.spectator ? relief.every.spectators : relief.every.fighters);
    if (!pace.isDue(tick)) pace.heldPatches++;
    interest.limitReach(sessionId, Math.min(rung.reach, relief.reach));
    if (rung === before) continue;
    logPeer(
      "slowReader",
      "debug",
      { session: sessionId, rung: rung.name, waiting: line.waitingBytes },
      "sent at another rate",
    );
    if (rung.name !== "cut") continue;
    counters.countOne("slowReaders");
    logPeer("slowReader", "warn", { session: sessionId, waiting: line.waitingBytes }, "reads too slowly");
    // Its seat is held as after any drop; back on a new line it is sent everything.
    sayGoodbye(client, CLOSE.mayReconnect, "too far behind");
  }
}
