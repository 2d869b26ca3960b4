import { EMOTES } from "@fray/shared-state/protocol/messages";

import { makeBody, makeFrame, makeSelf } from "../made-up.ts";
import type { Script } from "../synthetic-game.ts";

const SELF = makeSelf({ id: 1, x: 4, y: 9, health: 0.8, armour: 0.6 });

/** Everything that a body can wear, in a free-for-all. */
export const bodies: Script = (time) =>
  makeFrame({
    self: SELF,
    leader: 3,
    others: [
      makeBody({ id: 2, x: 11, y: 5.5, name: "Plain", special: "rail" }),
      makeBody({ id: 3, x: 14, y: 5.5, name: "Leader", special: "scatter" }),
      makeBody({ id: 4, x: 17, y: 5.5, name: "Half", special: "rocket", health: 0.5 }),
      makeBody({ id: 5, x: 24.5, y: 8, name: "Nearly dead", special: "orb", health: 0.2 }),
      makeBody({ id: 6, x: 10.5, y: 9.5, name: "Armoured", armour: 1 }),
      makeBody({ id: 7, x: 15, y: 9, name: "Overdriven", overdriven: true, armour: 0.5 }),
      makeBody({ id: 8, x: 22, y: 9, name: "Shielded", shielded: true }),
      makeBody({ id: 9, x: 27, y: 9, name: "Charging", charge: (time * 0.8) % 1 }),
      makeBody({ id: 10, x: 10, y: 12.5, name: "Tin", bot: true, aim: 1 }),
      makeBody({ id: 11, x: 15, y: 12.5, name: "Gone", connected: false, aim: 2 }),
      makeBody({ id: 12, x: 19 + Math.sin(time * 3) * 1.5, y: 12.5, name: "Dashing", dashing: true, aim: 3 }),
      makeBody({ id: 13, x: 26, y: 16, name: "Grapheme-Rich Übername 名前", bot: true, aim: 4 }),
    ],
  });

/** Bushes: the player in one, with an enemy close by, and in another an enemy that has just fired. */
export const bushes: Script = () =>
  makeFrame({
    self: makeSelf({ id: 1, x: 4, y: 13.5, hidden: true }),
    others: [makeBody({ id: 2, x: 5.5, y: 15.5, name: "Close" }), makeBody({ id: 3, x: 8.5, y: 13, name: "Outside" })],
  });

/** All emotes, each over a head, repeatedly. */
export const emotes: Script = (time, dt) =>
  makeFrame({
    self: SELF,
    leader: 2,
    others: EMOTES.map((name, index) =>
      makeBody({ id: index + 2, name, x: 10 + (index % 4) * 4, y: index < 4 ? 6.5 : 12.5 }),
    ),
    events:
      Math.floor((time + 1.7) / 2) === Math.floor((time + 1.7 - dt) / 2)
        ? []
        : EMOTES.map((_, emote) => ({ type: "emote", id: emote + 2, emote })),
  });
