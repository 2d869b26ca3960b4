import { RemoteBodies } from "@fray/netcode/client";
import { RUN_SPEED_U_PER_S } from "@fray/shared-state/rules";
import type { Player } from "@fray/shared-state/schema/player";

import { describeBody, type Viewpoint } from "./body-view.ts";
import { spawnsIn, discontinuityCount } from "./discontinuity.ts";
import type { BodyView } from "./frame.ts";

/** A body that moves faster than this is dashing. */
const DASH_SPEED_U_PER_S = RUN_SPEED_U_PER_S * 1.2;

/**
 * All other bodies in view. Positions are interpolated a little in the past, so that bodies move evenly. All other
 * fields are current.
 */
export class RemoteViews extends RemoteBodies<Player> {
  constructor() {
    super((player) => ({ x: player.x, y: player.y, aim: player.aim, place: discontinuityCount(player) }));
  }

  /** The views of all other bodies at server time `time`. */
  views(players: { get(sessionId: string): Player | undefined }, viewpoint: Viewpoint, time: number): BodyView[] {
    const views: BodyView[] = [];
    for (const { body, pose } of this.sample(players, time)) {
      views.push({
        ...describeBody(body, viewpoint),
        x: pose.x,
        y: pose.y,
        aim: pose.aim,
        lives: pose.place,
        // A respawned body is shown only once the playback has reached its new place, so that it does not appear
        // alive at the old one.
        alive: body.alive && spawnsIn(pose.place) === body.lives,
        dashing: pose.speed > DASH_SPEED_U_PER_S,
      });
    }
    return views;
  }
}
