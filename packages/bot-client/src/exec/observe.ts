import { modeOf, phaseOf } from "@fray/shared-state/match/modes";
import { pickupKindOf } from "@fray/shared-state/rules";
import { areEnemies } from "@fray/shared-state/simulation/body";
import { specialOf } from "@fray/shared-state/simulation/step-weapons";

import { observeObjectives } from "../brain/modes/index.ts";
import { shotPlace } from "../sdk/shot-place.ts";
import { canSee } from "../sdk/sight.ts";
import type { OwnBody, SeenBody, SeenRound, SeenShot, View } from "../view/view.ts";
import type { Observation } from "./protocol.ts";

/**
 * Converts a view to an observation for a program: names instead of codes, seconds instead of steps, numbers to
 * 1/1000.
 */
export function observe(view: View, tick: number): Observation {
  const { now, dt, latency, self, bodies, shots, gunfire, pickups, round, secondsLeft, events } = view;
  return {
    type: "observation",
    tick,
    time: short(now),
    latency: short(latency),
    self: self ? observeSelf(self, dt) : null,
    bodies: bodies.map((body) => observeBody(view, body)),
    shots: shots.map((seen) => observeShot(view, seen)),
    gunfire: gunfire ? { ...place(gunfire), ago: short(now - gunfire.at) } : null,
    pickups: Array.from(pickups, (pickup) => ({
      ...place(pickup),
      kind: pickupKindOf(pickup.kind),
      available: pickup.available,
    })),
    round: observeRound(round, secondsLeft),
    events: [...events],
  };
}

function observeSelf(self: OwnBody, dt: number): NonNullable<Observation["self"]> {
  const { id, team, aim, alive, lives, health, armour, shielded, overdriven, ammo, specialAmmo } = self;
  return {
    ...moving(self),
    id,
    team,
    aim: short(aim),
    alive,
    lives,
    health,
    armour,
    shielded,
    overdriven,
    ammo,
    special: specialOf(self),
    specialAmmo,
    fireIn: short(Math.max(self.fireCooldown, self.reloadSteps) * dt),
    specialIn: short(self.specialCooldown * dt),
    dashIn: short(self.dashCooldown * dt),
  };
}

function observeBody(view: View, body: SeenBody): Observation["bodies"][number] {
  const { id, team, health, armour, shielded, overdriven, lives } = body;
  const enemy = view.self !== undefined && areEnemies(view.self, body);
  const inSight = canSee(view, body);
  return { ...moving(body), id, team, enemy, inSight, health, armour, shielded, overdriven, lives };
}

const observeShot = (view: View, seen: SeenShot): Observation["shots"][number] => ({
  ...moving(shotPlace(view, seen)),
  weapon: seen.shot.weapon,
  own: seen.own,
});

function observeRound(round: SeenRound, secondsLeft: number | undefined): Observation["round"] {
  return {
    mode: modeOf(round),
    phase: phaseOf(round),
    secondsLeft: secondsLeft === undefined ? null : short(secondsLeft),
    scores: [...round.scores],
    scoreLimit: round.scoreLimit,
    ...observeObjectives(round),
  };
}

interface Place {
  readonly x: number;
  readonly y: number;
}

interface Moving extends Place {
  readonly vx: number;
  readonly vy: number;
}

const place = ({ x, y }: Place) => ({ x: short(x), y: short(y) });
const moving = ({ x, y, vx, vy }: Moving) => ({ x: short(x), y: short(y), vx: short(vx), vy: short(vy) });
const short = (value: number): number => Math.round(value * 1000) / 1000;
