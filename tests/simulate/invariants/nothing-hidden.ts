import { squaredDistance } from "@fray/netcode/core";
import { BUSH_SIGHT_U } from "@fray/shared-state/rules";
import { areEnemies } from "@fray/shared-state/simulation/body";

import { OWN, valuesOf } from "../seen/snapshot.ts";
import type { Invariant } from "./invariant.ts";
import { tickOf } from "./same-state.ts";

/** No client holds a body that a bush hides from it, nor what only the player of a body may know. */
export const nothingHidden: Invariant = {
  name: "nothing-hidden",
  watch({ snapshotAt }, fail) {
    return {
      patch: (client) => {
        const { room, host } = client;
        const { sessionId } = room;
        const tick = tickOf(client);
        const truth = snapshotAt(room.roomId, tick);
        if (!truth) return;
        const eyes = truth.bodies.get(sessionId);
        for (const [otherId, player] of room.state.players) {
          if (otherId === sessionId) continue;
          const body = truth.bodies.get(otherId);
          if (!body) continue;
          const isNear = eyes && squaredDistance(eyes, body) <= BUSH_SIGHT_U * BUSH_SIGHT_U;
          if (body.isHiding && !(eyes && (isNear || !areEnemies(eyes, body))))
            fail(`${host} holds body ${body.id}, which hid in a bush in tick ${tick}`);
          if (valuesOf(player, OWN).some((value) => value !== undefined && value !== 0))
            fail(`${host} holds what only the player of body ${body.id} may know, in tick ${tick}`);
        }
      },
    };
  },
};
