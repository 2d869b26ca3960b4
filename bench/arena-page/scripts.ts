import { createCrowd } from "./crowd.ts";
import { bodies, bushes, emotes } from "./gallery/bodies.ts";
import { blasts, clientEvents } from "./gallery/effects.ts";
import { captureTheFlag, hillContested, hillFree, hillHeld, teamDeathmatch } from "./gallery/modes.ts";
import { pickups } from "./gallery/pickups.ts";
import { shots } from "./gallery/shots.ts";
import { makeFrame } from "./made-up.ts";
import type { Script } from "./synthetic-game.ts";

/** The scripts of the page, by the name in its address. */
export const SCRIPTS: Readonly<Record<string, () => Script>> = {
  empty: () => () => makeFrame(),
  crowd: () => createCrowd(60, 100),
  everybody: () => createCrowd(200, 100),
  bodies: () => bodies,
  bushes: () => bushes,
  emotes: () => emotes,
  shots: () => shots,
  pickups: () => pickups,
  blasts: () => blasts,
  clientEvents: () => clientEvents,
  teamDeathmatch: () => teamDeathmatch,
  captureTheFlag: () => captureTheFlag,
  hillFree: () => hillFree,
  hillHeld: () => hillHeld,
  hillContested: () => hillContested,
};
