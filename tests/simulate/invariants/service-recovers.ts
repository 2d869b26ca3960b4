import type { SeenClient } from "../seen/sdk-watch.ts";
import type { Invariant } from "./invariant.ts";

/** Longer than a level of backpressure or overload lasts after its cause has gone. */
const RECOVERY_MS = 60_000;
const TICK_MS = 1000 / 30;
const SHARE = 0.9;

/** Who has had a good connection to a calm server for a minute is sent every patch. */
export const serviceRecovers: Invariant = {
  name: "service-recovers",
  watch({ sdk, nodes, disturbedAt, now }, fail) {
    /** Patches of each client at the moment at which everybody stopped. */
    const before = new Map<SeenClient, number>();
    let stoppedAt = 0;
    return {
      stopped: () => {
        stoppedAt = now();
        for (const client of sdk.clients)
          if (!client.isOver && !nodes?.isLost(client.room.roomId)) before.set(client, client.patches);
      },
      quiet: () => {
        const due = (now() - stoppedAt) / TICK_MS;
        for (const [{ host, patches, isOver }, patchesBefore] of before) {
          if (isOver || now() - disturbedAt(host) < RECOVERY_MS) continue;
          if (patches - patchesBefore < due * SHARE)
            fail(`${host} got ${patches - patchesBefore} of ${Math.round(due)} patches`);
        }
      },
    };
  },
};
