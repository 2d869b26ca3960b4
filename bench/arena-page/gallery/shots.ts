import type { ShotView } from "@fray/game-client/internal/connection/frame";
import type { ClientEvent } from "@fray/game-client/internal/connection/frame";
import { SCATTER, type Weapon } from "@fray/shared-state/rules";

import { makeBody, makeFrame, makeSelf, makeShot } from "../made-up.ts";
import type { Script } from "../synthetic-game.ts";

const SELF = makeSelf({ id: 1, x: 3, y: 9 });
const FOE = makeBody({ id: 2, x: 29, y: 9, aim: Math.PI });

/** Flies from left to right, or back, and starts again. */
function lane(weapon: Weapon, y: number, speed: number, time: number, part = 0): ShotView[] {
  const way = (time * speed) % 13;
  const lap = Math.floor((time * speed) / 13);
  const common = { weapon, age: way / 13 };
  return [
    makeShot({
      ...common,
      key: `own ${weapon} ${lap} ${part} ${y}`,
      x: 4 + way,
      y,
      owner: 1,
      own: true,
      hostile: false,
    }),
    makeShot({ ...common, key: `foe ${weapon} ${lap} ${part} ${y}`, x: 28 - way, y: y + 0.8, angle: Math.PI }),
  ];
}

/** Shots of every weapon, in pairs: the player's own below and an enemy's above. Both rails fire from time to time. */
export const shots: Script = (time, dt) =>
  makeFrame({
    self: SELF,
    others: [FOE],
    shots: [
      ...lane("pulse", 2.5, 14, time),
      ...lane("pulse", 2.5, 14, time + 0.3, 1),
      ...Array.from({ length: SCATTER.pellets }, (_, pellet) =>
        lane("scatter", 4.5 + pellet * 0.16, 15, time + pellet * 0.003, pellet),
      ).flat(),
      ...lane("rocket", 8.6, 7, time),
      ...lane("orb", 11.5, 4, time),
      ...lane("orb", 13, 4, time + 2.6),
    ],
    events: Math.floor(time * 5) === Math.floor((time - dt) * 5) ? [] : [beam(1, true, 15.2), beam(2, false, 16.4)],
  });

const beam = (owner: number, own: boolean, y: number): ClientEvent => ({
  type: "fired",
  weapon: "rail",
  key: `${owner}`,
  owner,
  own,
  at: own ? { x: 4, y } : { x: 28, y },
  to: own ? { x: 14, y } : { x: 18, y },
  angle: own ? 0 : Math.PI,
});
