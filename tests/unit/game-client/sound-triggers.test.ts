import { Changes } from "@fray/game-client/internal/audio/changes";
import { place } from "@fray/game-client/internal/audio/placement";
import { soundTriggersOf } from "@fray/game-client/internal/audio/sound-triggers";
import type { Frame, ClientEvent, SelfView } from "@fray/game-client/internal/connection/frame";
import { describe, expect, test } from "vitest";

import { bodyView, frameOf, selfView } from "./frames.ts";

const AT = { x: 5, y: 3 };

/**
 * The sounds of a client event. Each has its place if it has one: "pulse" is the player's own, "pulse@5,3" is in the
 * world.
 */
const heard = (event: ClientEvent, frame: Frame = frameOf()): string[] =>
  soundTriggersOf(event, frame).map(({ sound, at }) => (at ? `${sound}@${at.x},${at.y}` : sound));

const fired = { type: "fired", key: "1:1:0", owner: 1, at: AT, to: AT, angle: 0 } as const;
const hit = {
  type: "hit",
  key: "1:1:0",
  at: AT,
  angle: 0,
  victim: 2,
  damage: 13,
  mine: false,
  me: false,
  marked: false,
} as const;
const death = {
  type: "death",
  victim: 2,
  victimName: "B",
  killer: 1,
  killerName: "A",
  weapon: "pulse",
  distance: 4,
  killerPing: 20,
  behindCover: false,
  mine: false,
  me: false,
  at: AT,
} as const;
const armoured = frameOf({ others: [bodyView({ id: 2, armour: 0.5 })] });

test("every weapon has its sound: the player's own without a place, another player's where it was fired", () => {
  for (const weapon of ["pulse", "rail", "scatter", "rocket", "orb"] as const) {
    expect(heard({ ...fired, weapon, own: true })).toEqual([weapon]);
    expect(heard({ ...fired, weapon, own: false })).toEqual([`${weapon}@5,3`]);
  }
});

describe("a hit by the player", () => {
  const mark = { type: "mark", key: "1:1:0", at: AT, angle: 0, victim: 2 } as const;

  test("is heard once, when it is shown", () => {
    expect(heard(mark)).toEqual(["hit"]);
    expect(heard({ ...hit, mine: true, marked: true })).toEqual([]);
    expect(heard({ ...hit, mine: true })).toEqual(["hit"]);
    expect(heard({ type: "retract", key: "1:1:0" })).toEqual([]);
  });

  test("has another sound on armour, and on a shield even if it was marked", () => {
    expect(heard(mark, armoured)).toEqual(["clank"]);
    expect(heard({ ...hit, mine: true }, armoured)).toEqual(["clank"]);
    expect(heard({ ...hit, mine: true, marked: true, damage: 0 })).toEqual(["shield"]);
  });
});

test("a hit on the player sounds different from one that armour or a shield absorbed, and from hits on others", () => {
  expect(heard({ ...hit, me: true })).toEqual(["hurt"]);
  expect(heard({ ...hit, me: true }, frameOf({ self: selfView({ armour: 0.2 }) }))).toEqual(["hurtArmour"]);
  expect(heard({ ...hit, me: true, damage: 0 })).toEqual(["shield"]);
  expect(heard(hit)).toEqual(["thud@5,3"]);
  expect(heard({ ...hit, damage: 0 })).toEqual(["shield@5,3"]);
});

test("a kill and the player's own death have their own sounds, and a death out of view is silent", () => {
  expect(heard({ ...death, mine: true })).toEqual(["kill", "death@5,3"]);
  expect(heard({ ...death, me: true })).toEqual(["ownDeath"]);
  expect(heard({ ...death, at: undefined })).toEqual([]);
});

test("pickups sound by kind, and all players hear when Overdrive is taken and when it returns", () => {
  const pickup = { type: "pickup", at: AT, taker: 2, me: false } as const;
  expect(heard({ ...pickup, kind: "health", me: true })).toEqual(["health"]);
  expect(heard({ ...pickup, kind: "armour" })).toEqual(["armour@5,3"]);
  for (const kind of ["scatter", "rocket", "orb"] as const) expect(heard({ ...pickup, kind })).toEqual(["weapon@5,3"]);
  expect(heard({ ...pickup, kind: "overdrive" })).toEqual(["overdrive"]);
  expect(heard({ type: "return", at: AT, kind: "overdrive" })).toEqual(["overdriveBack"]);
  expect(heard({ type: "return", at: AT, kind: "health" })).toEqual([]);
});

test("a captured flag has a positive sound only for the team that captured it", () => {
  const flag = { type: "flag", by: 1, byName: "A", at: AT } as const;
  const blue = frameOf({ round: { ...frameOf().round, ownTeam: 1 } });
  expect(heard({ ...flag, what: "captured", team: 2 }, blue)).toEqual(["flagCaptured"]);
  expect(heard({ ...flag, what: "captured", team: 1 }, blue)).toEqual(["flagLost"]);
  expect(heard({ ...flag, what: "taken", team: 1 }, blue)).toEqual(["flagTaken"]);
});

test("an emote is heard from the body that shows it, as long as it is in view", () => {
  const frame = frameOf({ others: [bodyView({ id: 2, ...AT })] });
  expect(heard({ type: "emote", id: 2, emote: 0 }, frame)).toEqual(["emote@5,3"]);
  expect(heard({ type: "emote", id: 1, emote: 0 }, frame)).toEqual(["emote"]);
  expect(heard({ type: "emote", id: 9, emote: 0 }, frame)).toEqual([]);
});

describe("sounds without a client event", () => {
  /** The sounds after the last of these states of the player's own body, one second apart. */
  const after = (...selves: readonly Partial<SelfView>[]): string[] => {
    const changes = new Changes();
    const triggers = selves.map((self, index) => changes.triggers(frameOf({ self: selfView(self) }), index * 1000));
    return triggers.at(-1)?.map(({ sound }) => sound) ?? [];
  };

  test("a dash, a charge and a reload are heard when they begin, and a reload also when it ends", () => {
    expect(after({}, { dashing: true })).toEqual(["dash"]);
    expect(after({}, { dashing: true }, { dashing: true })).toEqual([]);
    expect(after({}, { charge: 0.3 })).toEqual(["charge"]);
    expect(after({}, { reloading: true })).toEqual(["reload"]);
    expect(after({ reloading: true }, {})).toEqual(["reloaded"]);
  });

  test("a body that has just appeared, or has died, begins no dash, charge or reload", () => {
    expect(after({ dashing: true })).toEqual([]);
    expect(after({ reloading: true }, { alive: false })).toEqual([]);
    expect(after({ alive: false, reloading: true }, { alive: true })).toEqual([]);
  });

  test("an enemy's charge is heard from the enemy's place", () => {
    const changes = new Changes();
    changes.triggers(frameOf({ others: [bodyView(AT)] }), 0);
    const [trigger] = changes.triggers(frameOf({ others: [bodyView({ ...AT, charge: 0.2 })] }), 16);
    expect(trigger).toMatchObject({ sound: "charge", at: AT });
  });

  test("a heartbeat sounds while health is low, and faster the lower it is", () => {
    const beats = (health: number): number => {
      const changes = new Changes();
      const frame = frameOf({ self: selfView({ health }) });
      let count = 0;
      for (let now = 0; now < 10_000; now += 16) count += changes.triggers(frame, now).length;
      return count;
    };
    expect(beats(0.5)).toBe(0);
    expect(beats(0.3)).toBeGreaterThan(5);
    expect(beats(0.05)).toBeGreaterThan(beats(0.3));
  });
});

test("a sound is softer the farther away it is, and comes from the side where it is", () => {
  const ear = { x: 10, y: 10 };
  expect(place(ear, ear)).toEqual({ gain: 1, pan: 0 });
  let before = 1;
  for (let distance = 1; distance < 20; distance++) {
    const { gain } = place(ear, { x: 10, y: 10 + distance });
    expect(gain).toBeLessThan(before);
    before = gain;
  }
  expect(place(ear, { x: 40, y: 10 }).gain).toBe(0);
  expect(place(ear, { x: 16, y: 10 }).pan).toBeGreaterThan(0.3);
  expect(place(ear, { x: 4, y: 10 }).pan).toBeLessThan(-0.3);
});
