import { squaredDistance } from "@fray/netcode/core";
import { BUSH_SIGHT_U } from "@fray/shared-state/rules";

import type { BodySnapshot } from "../seen/snapshot.ts";
import type { Invariant } from "./invariant.ts";
import { tickOf } from "./same-state.ts";

/** Nobody's area of interest is ever smaller than this, in each direction, and bushes hide nothing so near. */
const NEAR_U = Math.min(2.9, BUSH_SIGHT_U);
/** Ticks between two full updates of a client's area of interest. */
const UPDATE_TICKS = 3;
/** A patch may be left out, so a client may learn of a body a little later. */
const LOOK_EVERY = 2;

/** A fighter is sent everybody who has been close by for a moment. */
export const nearIsShown: Invariant = {
  name: "near-is-shown",
  watch({ snapshotAt }, fail) {
    return {
      patch: (client) => {
        if (client.patches % LOOK_EVERY > 0) return;
        const { room, host } = client;
        // Who watches may see the past, in which it had a body itself.
        if (room.state.roster.get(room.sessionId)?.spectator !== false) return;
        const tick = tickOf(client);
        const now = snapshotAt(room.roomId, tick);
        const before = snapshotAt(room.roomId, tick - UPDATE_TICKS);
        const self = now?.bodies.get(room.sessionId);
        const was = before?.bodies.get(room.sessionId);
        if (!now || !before || !self?.alive || !was?.alive || was.lives !== self.lives) return;
        for (const [sessionId, other] of now.bodies) {
          if (room.state.players.has(sessionId)) continue;
          const old = before.bodies.get(sessionId);
          if (old && isClose(self, other) && isClose(was, old))
            fail(`${host} is not sent body ${other.id}, ${gapOf(self, other)} u away in tick ${tick}`);
        }
      },
    };
  },
};

const isClose = (self: BodySnapshot, other: BodySnapshot): boolean =>
  other.lives > 0 && squaredDistance(self, other) <= NEAR_U * NEAR_U;

const gapOf = (self: BodySnapshot, other: BodySnapshot): string =>
  Math.hypot(self.x - other.x, self.y - other.y).toFixed(1);
