import type { HillView } from "@fray/game-client/internal/connection/objectives/hill";

import { makeBody, makeFrame, makeRound, makeSelf } from "../made-up.ts";
import type { Script } from "../synthetic-game.ts";

const ROUND = makeRound({ mode: "tdm", ownTeam: 2, scores: [12, 9] });
const SELF = makeSelf({ id: 1, team: 2, x: 18, y: 8, aim: 2.6 });
const FRIENDS = [
  makeBody({ id: 2, team: 2, enemy: false, x: 21, y: 9, name: "Friend" }),
  makeBody({ id: 3, team: 2, enemy: false, x: 26, y: 8, name: "Far friend", bot: true }),
];
const FOES = [
  makeBody({ id: 4, team: 1, x: 14, y: 9, name: "Foe", special: "rocket" }),
  makeBody({ id: 5, team: 1, x: 10.5, y: 10, name: "Lead foe", armour: 1 }),
];

/** The player in the orange team. */
export const teamDeathmatch: Script = () =>
  makeFrame({ self: SELF, others: [...FRIENDS, ...FOES], leader: 5, round: ROUND });

/** The blue flag carried by a team mate and the orange one dropped. Every other 2 s both are at home. */
export const captureTheFlag: Script = (time) => {
  const home = Math.floor(time / 2) % 2 === 1;
  const [friend, ...rest] = FRIENDS;
  const carrier = makeBody({ ...friend, id: 2, x: 21, y: 9, aim: 0.3, carries: home ? 0 : 1 });
  return makeFrame({
    self: SELF,
    others: [carrier, ...rest, ...FOES],
    flags: [
      { team: 1, x: home ? 3 : 21, y: 9, home, carrier: home ? 0 : 2 },
      { team: 2, x: home ? 29 : 24, y: home ? 9 : 6, home, carrier: 0 },
    ],
    round: { ...ROUND, mode: "ctf" },
  });
};

const HILL: HillView = { x: 16, y: 9, radius: 3.5, team: 0, contested: false, movesIn: 30 };

const onHill =
  (hill: Partial<HillView>): Script =>
  (time) =>
    makeFrame({
      self: SELF,
      others: [...FRIENDS, ...FOES],
      hill: { ...HILL, ...hill, movesIn: hill.movesIn ?? 12 - (time % 12) },
      round: { ...ROUND, mode: "hill" },
    });

export const hillFree: Script = onHill({});
export const hillHeld: Script = onHill({ team: 2, movesIn: 30 });
export const hillContested: Script = onHill({ contested: true, movesIn: 30 });
