import type { Client } from "@colyseus/core";
import { CLOSE } from "@fray/shared-state/protocol/close-codes";
import type { World } from "@fray/shared-state/simulation/world";

import type { Interest } from "../interest/interest.ts";
import { sayGoodbye } from "../network/goodbye.ts";
import { logger } from "../operations/logger.ts";
import type { Line } from "./line.ts";
import type { Pace } from "./pace.ts";

/** Somebody who is sent patches. */
interface Receiver {
  readonly sessionId: string;
  /** Undefined while its line is down. */
  readonly client: Client | undefined;
  readonly line: Line;
  readonly pace: Pace;
}

interface Room {
  readonly receivers: Iterable<Receiver>;
  readonly interest: Pick<Interest, "limitReach">;
  readonly counters: { countOne(what: "slowReaders"): void };
}

/** Holds everybody to what their lines keep up with, in the patch of a tick of `world` that is about to be made. */
export function keepPace({ tick, dt }: Pick<World, "tick" | "dt">, { receivers, interest, counters }: Room): void {
  for (const { sessionId, client, line, pace } of receivers) {
    if (!client) continue;
    const before = line.rung;
    line.advance(tick, dt);
    const { rung } = line;
    pace.every = rung.every;
    if (!pace.isDue(tick)) pace.heldPatches++;
    if (rung === before) continue;
    interest.limitReach(sessionId, rung.reach);
    logger.debug({ session: sessionId, rung: rung.name, waiting: line.waitingBytes }, "sent at another rate");
    if (rung.name !== "cut") continue;
    counters.countOne("slowReaders");
    logger.warn({ session: sessionId, waiting: line.waitingBytes }, "reads too slowly");
    // Its seat is held as after any drop; back on a new line it is sent everything.
    sayGoodbye(client, CLOSE.mayReconnect, "too far behind");
  }
}
