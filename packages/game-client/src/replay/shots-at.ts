import { flownDistance, type Shot } from "@fray/shared-state/simulation/shot";
import { legAt, pointAt } from "@fray/shared-state/simulation/shot-path";

import type { ShotView } from "../connection/frame.ts";
import { shotKey } from "../connection/shot-tracker.ts";
import type { RecordedTick } from "./recorded.ts";

interface Moment {
  /** In ticks. */
  readonly position: number;
  /** Seconds per tick. */
  readonly dt: number;
  readonly isHostile: (owner: number) => boolean;
  /** Whether a place is in the picture. */
  readonly isSeen: (place: ShotView) => boolean;
}

/** Returns the shots in the air. They fly in the present, also in what a player saw. */
export function shotsAt({ shots }: RecordedTick, { position, dt, isHostile, isSeen }: Moment): ShotView[] {
  const views: ShotView[] = [];
  for (const shot of shots) {
    const distance = flownDistance(shot, (position - shot.bornTick) * dt);
    const view = viewShot(shot, distance, isHostile);
    if (distance < shot.reach && isSeen(view)) views.push(view);
  }
  return views;
}

function viewShot(shot: Shot, distance: number, isHostile: (owner: number) => boolean): ShotView {
  const { weapon, owner, legs, reach } = shot;
  const { directionX, directionY } = legAt(legs, distance);
  const angle = Math.atan2(directionY, directionX);
  const hostile = isHostile(owner);
  return {
    key: shotKey(shot),
    ...pointAt(shot, distance),
    weapon,
    angle,
    owner,
    own: false,
    hostile,
    age: distance / reach,
  };
}
