import { Observer, type ObservedBody, type ObservedState } from "@fray/bot-client/internal/view/observer";
import { writeShot } from "@fray/shared-state/protocol/events";
import { weaponCode, type Weapon } from "@fray/shared-state/rules";
import { createFighter, type Fighter } from "@fray/shared-state/simulation/body";
import { createShots, type ShotBirth } from "@fray/shared-state/simulation/shot";
import { describe, expect, test } from "vitest";

import { lying, round } from "../../bot-client/scene.ts";
import { loadMap } from "../../support/maps.ts";

const DT = 1 / 30;
const arena = loadMap("foundry");

const body = (id: number, x: number, y: number, more: Partial<Fighter> = {}): Fighter =>
  Object.assign(createFighter(id), { x, y, alive: true, health: 100, lives: 1 }, more);

function observerAt(x: number, y: number): Observer {
  const observer = new Observer(arena, DT);
  observer.self = body(1, x, y);
  return observer;
}

const state = (bodies: readonly ObservedBody[], more: Partial<ObservedState> = {}): ObservedState => ({
  bodies,
  pickups: [],
  round: round("ffa"),
  ...more,
});

const shotFrom = (owner: number, x: number, y: number, angle: number, weapon: Weapon = "pulse") => {
  const birth: ShotBirth = { owner, seq: 1, weapon, x, y, angle, bornTick: 7 };
  return writeShot({ type: "shot", birth, shots: createShots(arena, birth) });
};

describe("bodies", () => {
  test("velocity is the movement between two looks", () => {
    const observer = observerAt(22, 16);
    observer.look(state([body(2, 20, 14)]), 1);
    expect(observer.bodies[0]).toMatchObject({ vx: 0, vy: 0 });
    observer.look(state([body(2, 20.75, 13.5)]), 1.1);
    expect(observer.bodies[0]?.vx).toBeCloseTo(7.5);
    expect(observer.bodies[0]?.vy).toBeCloseTo(-5);
  });

  test("a look without a new state changes nothing", () => {
    const observer = observerAt(22, 16);
    observer.look(state([body(2, 20, 14)]), 1);
    observer.look(state([body(2, 20.75, 14)]), 1.1);
    observer.look(state([body(2, 20.75, 14)]), 1.1);
    expect(observer.bodies[0]?.vx).toBeCloseTo(7.5);
  });

  test("a respawn is not movement", () => {
    const observer = observerAt(22, 16);
    observer.look(state([body(2, 10, 14)]), 1);
    observer.look(state([body(2, 34, 18, { lives: 2 })]), 1.1);
    expect(observer.bodies[0]).toMatchObject({ x: 34, vx: 0, vy: 0 });
  });

  test("only living bodies on the screen are seen, though the server sends more", () => {
    const observer = observerAt(22, 16);
    const told: ObservedBody[] = [
      body(1, 22, 16),
      body(2, 22 + 17, 16),
      body(3, 22, 16 - 10),
      body(4, 24, 16, { alive: false }),
      body(5, 22 - 15, 16 + 8),
    ];
    observer.look(state(told), 1);
    expect(observer.bodies.map(({ id }) => id)).toEqual([5]);
  });

  test("a teleport is not movement", () => {
    const observer = observerAt(22, 16);
    observer.look(state([body(2, 10, 14)]), 1);
    observer.look(state([body(2, 34, 18, { teleports: 1 })]), 1.1);
    expect(observer.bodies[0]).toMatchObject({ x: 34, vx: 0, vy: 0 });
  });

  test("are seen with their team, armour and Overdrive", () => {
    const observer = observerAt(22, 16);
    observer.look(state([body(2, 20, 14, { team: 2, armour: 30, overdriven: true })]), 1);
    expect(observer.bodies[0]).toMatchObject({ team: 2, armour: 30, overdriven: true });
  });
});

describe("public knowledge", () => {
  test("the pickups on the ground, and the round with its flags and hill", () => {
    const observer = observerAt(22, 16);
    const pickups = [lying("health", 2, 3), lying("overdrive", 40, 30, false)];
    const flags = [{ team: 1, x: 5, y: 5, carrier: 0, home: true }];
    const hill = { x: 9, y: 9, radius: 3 };
    observer.look(state([], { pickups, round: round("ctf", { flags, hill }) }), 1);
    expect([...observer.pickups]).toEqual(pickups);
    expect(observer.round).toEqual(round("ctf", { flags, hill }));
  });
});

describe("shots", () => {
  test("a shot that passes close is noticed with its path, a distant one is only heard", () => {
    const observer = observerAt(22, 16);
    observer.hear({ tick: 7, shots: [shotFrom(2, 14, 22, 0)] });
    expect(observer.shots).toHaveLength(0);
    expect(observer.gunfire).toMatchObject({ x: 14, y: 22 });
    observer.hear({ tick: 7, shots: [shotFrom(2, 14, 16, 0)] });
    expect(observer.shots[0]).toMatchObject({ own: false, shot: { weapon: "pulse", x: 14, y: 16, angle: 0 } });
  });

  test("own shots and those fired off the screen are neither", () => {
    const observer = observerAt(22, 16);
    observer.hear({ tick: 7, shots: [shotFrom(1, 22, 16, 0), shotFrom(2, 4, 16, 0)] });
    expect(observer.shots).toHaveLength(0);
    expect(observer.gunfire).toBeUndefined();
  });

  test("they are forgotten once they have ended", () => {
    const observer = observerAt(22, 16);
    observer.hear({ tick: 7, shots: [shotFrom(2, 14, 16, 0)] });
    for (let i = 0; i < 30; i++) observer.step();
    expect(observer.shots).toHaveLength(0);
  });

  test("all rockets and orbs are noticed, also the own ones, until they have exploded", () => {
    const observer = observerAt(22, 16);
    const shots = [shotFrom(2, 14, 22, 0, "rocket"), shotFrom(1, 22, 16, 0, "orb")];
    observer.hear({ tick: 7, shots });
    expect(observer.shots.map(({ own, shot }) => [own, shot.weapon])).toEqual([
      [false, "rocket"],
      [true, "orb"],
    ]);
    observer.hear({ tick: 8, blasts: [[2, 1, 0, 0, weaponCode("rocket")]] });
    expect(observer.shots.map(({ shot }) => shot.weapon)).toEqual(["orb"]);
    for (let i = 0; i < 3.2 / DT; i++) observer.step();
    expect(observer.shots).toEqual([]);
  });

  test("shots of mates are no danger, and their gunfire is ignored", () => {
    const observer = observerAt(22, 16);
    observer.self = body(1, 22, 16, { team: 1 });
    observer.look(state([body(2, 14, 16, { team: 1 }), body(3, 14, 17, { team: 2 })]), 1);
    observer.hear({ tick: 7, shots: [shotFrom(2, 14, 16, 0)] });
    expect([observer.shots, observer.gunfire]).toEqual([[], undefined]);
    observer.hear({ tick: 7, shots: [shotFrom(3, 14, 16, 0)] });
    expect(observer.shots).toHaveLength(1);
  });
});
