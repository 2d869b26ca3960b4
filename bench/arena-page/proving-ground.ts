import { Arena, type ArenaLayout } from "@fray/shared-state/arena/arena";
import { PICKUP_KINDS } from "@fray/shared-state/rules";

const LAYOUT: ArenaLayout = {
  name: "proving-ground",
  width: 32,
  height: 18,
  walls: [
    { left: 8, top: 3, right: 9, bottom: 7 },
    { left: 9, top: 3, right: 12, bottom: 4 },
    { left: 23, top: 11, right: 24, bottom: 15 },
    { left: 20, top: 14, right: 23, bottom: 15 },
    { left: 15, top: 0, right: 17, bottom: 2 },
    { left: 15, top: 16, right: 17, bottom: 18 },
  ],
  covers: [
    { left: 19, top: 4, right: 23, bottom: 4.7 },
    { left: 9, top: 13.3, right: 13, bottom: 14 },
    { left: 12.6, top: 8, right: 13.3, bottom: 11 },
    { left: 18.7, top: 7, right: 19.4, bottom: 10 },
  ],
  bushes: [
    { left: 2, top: 12, right: 6, bottom: 15 },
    { left: 4, top: 15, right: 7, bottom: 16.5 },
    { left: 26, top: 3, right: 30, bottom: 6 },
  ],
  teleporters: [
    { x: 2, y: 2.2, toX: 30, toY: 15.8 },
    { x: 30, y: 15.8, toX: 2, toY: 2.2 },
    { x: 12, y: 16.2, toX: 20, toY: 1.8 },
    { x: 20, y: 1.8, toX: 12, toY: 16.2 },
  ],
  spawns: [
    { x: 3, y: 8, team: 1 },
    { x: 5, y: 5, team: 1 },
    { x: 29, y: 10, team: 2 },
    { x: 27, y: 13, team: 2 },
    { x: 16, y: 5, team: 0 },
  ],
  pickups: PICKUP_KINDS.map((kind, index) => ({ kind, x: 7 + index * 3, y: index % 2 === 0 ? 9 : 11 })),
  flags: [
    { team: 1, x: 3, y: 9 },
    { team: 2, x: 29, y: 9 },
  ],
  hills: [{ x: 16, y: 9, radius: 3.5 }],
};

/** A map with one of everything that a map can have, and all of it on one screen. */
export const createProvingGround = (): Arena => new Arena(LAYOUT);
