import type { SeenClient } from "../seen/sdk-watch.ts";
import type { Invariant } from "./invariant.ts";

/** Longer than a level of backpressure or overload lasts after its cause has gone. */
const RECOVERY_MS = 60_000;
const WINDOW_TICKS = 90;
const SHARE = 0.9;

/** Who has had a good connection to a calm server for a minute is sent every patch. */
export const serviceRecovers: Invariant = {
  name: "service-recovers",
  watch({ sdk, server, disturbedAt, now }, fail) {
    /** Patches that each client had got when the window began. */
    const before = new WeakMap<SeenClient, number>();
    return {
      tick: ({ roomId, tick }) => {
        if (tick % WINDOW_TICKS > 0) return;
        for (const client of sdk.clients) {
          const { room, host, isOver, patches } = client;
          if (isOver || room.roomId !== roomId || !server.sessionOf(room.sessionId)?.client) continue;
          const got = patches - (before.get(client) ?? patches - WINDOW_TICKS);
          before.set(client, patches);
          if (got < WINDOW_TICKS * SHARE && now() - disturbedAt(host) >= RECOVERY_MS)
            fail(`${host} got ${got} of ${WINDOW_TICKS} patches before tick ${tick}`);
        }
      },
    };
  },
};
