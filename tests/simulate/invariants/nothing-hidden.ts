import { squaredDistance } from "@fray/netcode/core";
import { AREA } from "@fray/server/internal/interest/area";
import { loadMap } from "@fray/server/internal/maps";
import { SCREEN_U, screenCentre } from "@fray/shared-state/protocol/screen";
import { BUSH_SIGHT_U } from "@fray/shared-state/rules";
import { areEnemies } from "@fray/shared-state/simulation/body";

import { OWN, valuesOf, type BodySnapshot } from "../seen/snapshot.ts";
import type { Invariant } from "./invariant.ts";
import { tickOf } from "./same-state.ts";

/** No client holds a body that a bush hides from it or that is far off its screen, nor what only the player of a body may know. */
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
        // Who watches may see the past, in which it had a body itself.
        const isFighter = room.state.roster.get(sessionId)?.spectator === false;
        const eyes = isFighter ? truth.bodies.get(sessionId) : undefined;
        for (const [otherId, player] of room.state.players) {
          if (otherId === sessionId) continue;
          const body = truth.bodies.get(otherId);
          if (!body) continue;
          const isNear = eyes && squaredDistance(eyes, body) <= BUSH_SIGHT_U * BUSH_SIGHT_U;
          if (body.isHiding && !(eyes && (isNear || !areEnemies(eyes, body))))
            fail(`${host} holds body ${body.id}, which hid in a bush in tick ${tick}`);
          if (eyes?.alive && isOffScreen(eyes, body, loadMap(truth.map).arena))
            fail(`${host} holds body ${body.id}, which was far away in tick ${tick}`);
          if (valuesOf(player, OWN).some((value) => value !== undefined && value !== 0))
            fail(`${host} holds what only the player of body ${body.id} may know, in tick ${tick}`);
        }
      },
    };
  },
};

function isOffScreen(eyes: BodySnapshot, body: BodySnapshot, map: Size): boolean {
  const centre = screenCentre(eyes.x, eyes.y, map, SCREEN_U);
  return Math.abs(body.x - centre.x) > AREA.farthest.x || Math.abs(body.y - centre.y) > AREA.farthest.y;
}

type Size = Parameters<typeof screenCentre>[2];
