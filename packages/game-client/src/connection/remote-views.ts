import { RemoteBodies } from "@fray/netcode/client";
import { RUN_SPEED_U_PER_S } from "@fray/shared-state/rules";
import type { Player } from "@fray/shared-state/schema/player";

import { describeBody, type Beholder } from "./body-view.ts";
import type { BodyView } from "./frame.ts";
import { livesIn, placeCount } from "./place-count.ts";

/** Faster than this and it is a dash. */
const DASH_SPEED_U_PER_S = RUN_SPEED_U_PER_S * 1.2;

/** Everybody else in view: positions from a little in the past, so that they move evenly; the rest as it is now. */
export class RemoteViews extends RemoteBodies<Player> {
  constructor() {
    super((player) => ({ x: player.x, y: player.y, aim: player.aim, place: placeCount(player) }));
  }

  /** Everybody as they are to be shown at server time `time`. */
  views(players: { get(sessionId: string): Player | undefined }, beholder: Beholder, time: number): BodyView[] {
    const views: BodyView[] = [];
    for (const { body, pose } of this.sample(players, time)) {
      views.push({
        ...describeBody(body, beholder),
        x: pose.x,
        y: pose.y,
        aim: pose.aim,
        lives: pose.place,
        // A body that has respawned is not shown at its old place until the playback has come to the new one.
        alive: body.alive && livesIn(pose.place) === body.lives,
        dashing: pose.speed > DASH_SPEED_U_PER_S,
      });
    }
    return views;
  }
}
