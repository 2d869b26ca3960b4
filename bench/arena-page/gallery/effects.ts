import type { ClientEvent } from "@fray/game-client/internal/connection/frame";
import { ORB, PICKUP_KINDS, ROCKET, WEAPONS } from "@fray/shared-state/rules";

import { makeBody, makeFrame, makeSelf } from "../made-up.ts";
import type { Script } from "../synthetic-game.ts";

const SELF = makeSelf({ id: 1, x: 16, y: 9 });

/** Whether an event that repeats every `every` s is in this frame. */
const isDue = (time: number, dt: number, every: number, offset = 0): boolean =>
  Math.floor((time - offset) / every) !== Math.floor((time - offset - dt) / every);

/** Exploding rockets and orbs, next to each other at several phases. */
export const blasts: Script = (time, dt) => {
  const due: ClientEvent[] = [];
  for (const [index, offset] of [0, 0.08, 0.16, 0.24, 0.32, 0.4].entries()) {
    if (!isDue(time, dt, 1.2, offset)) continue;
    const rocket = index % 2 === 0;
    due.push({
      type: "blast",
      weapon: rocket ? "rocket" : "orb",
      own: index < 2,
      radius: rocket ? ROCKET.blast.radius_u : ORB.blast.radius_u,
      at: { x: 4 + index * 5, y: rocket ? 6 : 12 },
    });
  }
  return makeFrame({ self: SELF, others: [makeBody({ id: 2, x: 9, y: 10 })], events: due });
};

/** Hits, ends of shots, deaths, appearing and disappearing bodies, and taken pickups. */
export const clientEvents: Script = (time, dt) => {
  const due: ClientEvent[] = [];
  const every = 0.6;
  for (const [index, weapon] of WEAPONS.entries()) {
    if (!isDue(time, dt, every, index * 0.1)) continue;
    const at = { x: 4 + index * 2.5, y: 2.5 };
    due.push({ type: "impact", at, angle: Math.PI, weapon });
    due.push({ ...HIT, type: "hit", at: { x: at.x, y: 5 }, victim: 10 + index, damage: index === 0 ? 0 : 13 * index });
  }
  for (const [index, kind] of PICKUP_KINDS.entries()) {
    if (!isDue(time, dt, 1, index * 0.1)) continue;
    due.push({ type: "pickup", at: { x: 6 + index * 3.2, y: 13.4 }, kind, taker: 1, me: true });
    due.push({ type: "return", at: { x: 6 + index * 3.2, y: 15.8 }, kind });
  }
  if (isDue(time, dt, 1.2)) {
    due.push({ ...DEATH, type: "death", at: { x: 22, y: 4 } });
    due.push({ type: "spawn", id: 30, at: { x: 27, y: 4 }, me: false });
    due.push({ type: "bounce", at: { x: 5, y: 9 } });
  }
  if (isDue(time, dt, 1.2, 0.15)) {
    due.push({ type: "teleport", id: 31, from: { x: 9, y: 9.5 }, to: { x: 13, y: 9.5 }, me: false });
    due.push({ type: "flag", what: "captured", team: 1, by: 1, byName: "You", at: { x: 25, y: 9.5 } });
    due.push({ ...HIT, type: "hit", at: { x: 16, y: 9 }, victim: 1, damage: 20, mine: false, me: true });
  }
  return makeFrame({ self: SELF, others: VICTIMS, events: due });
};

const HIT = { key: "", angle: 0.4, mine: true, me: false, marked: false } as const;

const DEATH = {
  victim: 30,
  victimName: "",
  killer: 1,
  killerName: "",
  weapon: "pulse",
  distance: undefined,
  killerPing: 0,
  behindCover: false,
  mine: true,
  me: false,
} as const;

const VICTIMS = WEAPONS.map((weapon, index) => makeBody({ id: 10 + index, name: weapon, x: 4.4 + index * 2.5, y: 5 }));
