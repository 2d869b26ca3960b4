import type { Invariant } from "./invariant.ts";

/** A silent node counts as dead within 5 s, and is removed at once. */
const LISTED_MS = 7000;
/** Reports of rooms are repeated after 10 s. */
const SHOWN_MS = 15_000;
/** Lobbies learn of a dead node from the others. One that misses it forgets a room after three missed reports. */
const FORGOTTEN_MS = { told: 7000, missed: 35_000 };

/**
 * With two nodes, each open room is in the list of rooms and in each lobby, and a room of a dead node is in none of
 * them, but for a short time.
 */
export const roomsAreFound: Invariant = {
  name: "rooms-are-found",
  watch({ plan, nodes, now }, fail) {
    const canMiss = plan.nodeFaults?.some(({ name }) => name !== "node-loss") ?? false;
    const forgottenMs = FORGOTTEN_MS[canMiss ? "missed" : "told"];
    /** Since when something is wrong, in virtual ms, by what it is. */
    const since = new Map<string, number>();
    return {
      moment: () => {
        if (!nodes) return;
        const { open, listed, shown, isPublic } = nodes.whereabouts();
        const wrong = new Map<string, number>();
        for (const [roomId, processId] of listed)
          if (open.get(roomId) !== processId)
            wrong.set(`room ${roomId} is listed at process ${processId}, which has none such`, LISTED_MS);
        for (const roomId of open.keys())
          if (!listed.has(roomId)) wrong.set(`room ${roomId} is open and not listed`, LISTED_MS);
        for (const [lobby, roomIds] of shown) {
          for (const roomId of roomIds)
            if (!open.has(roomId)) wrong.set(`lobby ${lobby} shows the room ${roomId}, which is gone`, forgottenMs);
          for (const roomId of open.keys())
            if (isPublic(roomId) && !roomIds.includes(roomId))
              wrong.set(`lobby ${lobby} does not show the open room ${roomId}`, SHOWN_MS);
        }
        for (const what of since.keys()) if (!wrong.has(what)) since.delete(what);
        for (const [what, limitMs] of wrong) {
          const begun = since.get(what) ?? now();
          since.set(what, begun);
          // Nobody can tell the others of a room while the broker is away.
          const ms = Math.min(now() - begun, nodes.brokerCalmMs);
          if (ms > limitMs) fail(`for ${Math.round(ms / 1000)} s: ${what}`);
        }
      },
    };
  },
};
