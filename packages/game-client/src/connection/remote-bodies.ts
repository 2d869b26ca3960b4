import { SnapshotBuffer } from "@fray/netcode/client";
import type { Player } from "@fray/shared-state/schema/player";
import { RUN_SPEED_U_PER_S } from "@fray/shared-state/simulation/rules";

import { describeBody, type Beholder } from "./body-view.ts";
import type { BodyView } from "./frame.ts";
import { livesIn, placeCount } from "./place-count.ts";

/** Faster than this and it is a dash. */
const DASH_SPEED_U_PER_S = RUN_SPEED_U_PER_S * 1.2;

/** Everybody else in view: positions from a little in the past, so that they move evenly; the rest as it is now. */
export class RemoteBodies {
  readonly #buffers = new Map<string, SnapshotBuffer>();

  /** Takes in a patch: where everybody was at server time `time`. */
  receive(players: Iterable<[string, Player]>, self: string, time: number): void {
    const present = new Set<string>();
    for (const [sessionId, player] of players) {
      if (sessionId === self) continue;
      present.add(sessionId);
      let buffer = this.#buffers.get(sessionId);
      if (!buffer) this.#buffers.set(sessionId, (buffer = new SnapshotBuffer()));
      const { x, y, aim } = player;
      buffer.push({ time, x, y, aim, place: placeCount(player) });
    }
    for (const sessionId of this.#buffers.keys()) if (!present.has(sessionId)) this.#buffers.delete(sessionId);
  }

  /** Forgets where everybody was: they are on another map now. */
  clear(): void {
    this.#buffers.clear();
  }

  /** Everybody as they are to be shown at server time `time`. */
  views(players: { get(sessionId: string): Player | undefined }, beholder: Beholder, time: number): BodyView[] {
    const views: BodyView[] = [];
    for (const [sessionId, buffer] of this.#buffers) {
      const player = players.get(sessionId);
      const pose = buffer.sample(time);
      if (!player || !pose) continue;
      views.push({
        ...describeBody(player, beholder),
        x: pose.x,
        y: pose.y,
        aim: pose.aim,
        lives: pose.place,
        // A body that has respawned is not shown at its old place until the playback has come to the new one.
        alive: player.alive && livesIn(pose.place) === player.lives,
        dashing: pose.speed > DASH_SPEED_U_PER_S,
      });
    }
    return views;
  }
}
