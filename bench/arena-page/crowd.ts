import type { BodyView, Frame, ClientEvent, ShotView } from "@fray/game-client/internal/connection/frame";
import { createRandom, type Random } from "@fray/netcode/core";
import type { Arena } from "@fray/shared-state/arena/arena";
import { BODY_RADIUS_U, WEAPON_RULES, RUN_SPEED_U_PER_S, type Special, type Weapon } from "@fray/shared-state/rules";
import { createShots, flownDistance, type Shot } from "@fray/shared-state/simulation/shot";
import { legAt, pointAt, touchDistance } from "@fray/shared-state/simulation/shot-path";

import { makeBody, makeFrame, makeSelf } from "./made-up.ts";
import type { Script } from "./synthetic-game.ts";

const TURN = Math.PI * 2;
const SELF_ID = 1;
const WEAPON_MIX: readonly Weapon[] = ["pulse", "pulse", "pulse", "scatter", "rocket", "orb", "rail"];
const SPECIAL_MIX: readonly Special[] = ["rail", "scatter", "rocket", "orb"];

interface Wanderer {
  readonly id: number;
  readonly special: Special;
  x: number;
  y: number;
  heading: number;
  turning: number;
  health: number;
  lives: number;
}

interface Flight {
  readonly shot: Shot;
  readonly key: string;
  age: number;
  flown: number;
}

/** Creates a fight of `bodies` that run about and keep `shots` in the air. The same seed gives the same fight. */
export function createCrowd(bodies: number, shots: number, seed = 4): Script {
  const crowd = new Crowd(bodies, shots, createRandom(seed));
  return (time, dt, arena) => crowd.step(time, dt, arena);
}

class Crowd {
  readonly #wanderers: Wanderer[] = [];
  readonly #flights: Flight[] = [];
  readonly #shots: number;
  readonly #random: Random;
  #clientEvents: ClientEvent[] = [];
  #seq = 0;

  constructor(bodies: number, shots: number, random: Random) {
    this.#shots = shots;
    this.#random = random;
    for (let id = SELF_ID; id <= bodies; id++) {
      this.#wanderers.push({
        id,
        special: this.#pick(SPECIAL_MIX),
        x: 2 + random() * 28,
        y: 2 + random() * 14,
        heading: random() * TURN,
        turning: 0,
        health: 0.3 + random() * 0.7,
        lives: 1,
      });
    }
  }

  step(time: number, dt: number, arena: Arena): Frame {
    this.#clientEvents = [];
    for (const wanderer of this.#wanderers) this.#walk(wanderer, dt, arena);
    for (const flight of this.#flights) this.#fly(flight, dt);
    this.#removeEnded();
    while (this.#wanderers.length > 0 && this.#flights.length < this.#shots)
      this.#fire(this.#pick(this.#wanderers), arena);
    const views = this.#wanderers.map((wanderer) => view(wanderer, time));
    const [self, ...others] = views;
    return makeFrame({
      self: self && makeSelf({ ...self, name: "You" }),
      focus: { x: 16, y: 9 },
      others,
      shots: this.#flights.map(viewShot),
      pickups: arena.pickups.map((pickup, index) => ({ ...pickup, available: (index + Math.floor(time)) % 3 > 0 })),
      leader: 2,
      events: this.#clientEvents,
    });
  }

  #walk(wanderer: Wanderer, dt: number, arena: Arena): void {
    wanderer.turning += (this.#random() - 0.5) * 12 * dt;
    wanderer.turning *= 1 - dt;
    wanderer.heading += wanderer.turning * dt * 4;
    const vx = Math.cos(wanderer.heading) * RUN_SPEED_U_PER_S;
    const vy = Math.sin(wanderer.heading) * RUN_SPEED_U_PER_S;
    const swept = arena.sweepCircle({ x: wanderer.x, y: wanderer.y, vx, vy }, BODY_RADIUS_U, { dt });
    if (swept.normalX !== 0 || swept.normalY !== 0) wanderer.heading += 2;
    wanderer.x = swept.x;
    wanderer.y = swept.y;
  }

  #fire(wanderer: Wanderer, arena: Arena): void {
    const weapon = this.#pick(WEAPON_MIX);
    const { id, x, y } = wanderer;
    const angle = aimOf(wanderer);
    const shots = createShots(arena, { owner: id, seq: this.#seq++, weapon, x, y, angle, bornTick: 0 });
    const [first] = shots;
    if (!first) return;
    const key = `${id}:${first.seq}`;
    this.#clientEvents.push({
      type: "fired",
      weapon,
      key: `${key}:0`,
      owner: id,
      own: id === SELF_ID,
      at: { x, y },
      to: pointAt(first, first.reach),
      angle,
    });
    if (weapon === "rail") return;
    for (const shot of shots) this.#flights.push({ shot, key: `${key}:${shot.part}`, age: 0, flown: 0 });
  }

  #fly(flight: Flight, dt: number): void {
    const { shot } = flight;
    const before = flight.flown;
    flight.age += dt;
    flight.flown = flownDistance(shot, flight.age);
    const { x, y } = pointAt(shot, Math.min(flight.flown, shot.reach));
    const near = flight.flown - before + BODY_RADIUS_U + 1;
    for (const wanderer of this.#wanderers) {
      // The scene must cost little beside the page's own work.
      if (wanderer.id === shot.owner || Math.abs(wanderer.x - x) > near || Math.abs(wanderer.y - y) > near) continue;
      const touched = touchDistance(shot, before, flight.flown, wanderer, BODY_RADIUS_U);
      if (touched === undefined) continue;
      this.#strike(flight, wanderer, touched);
      return;
    }
    if (flight.flown >= shot.reach) this.#end(flight, shot.reach);
  }

  #strike(flight: Flight, victim: Wanderer, distance: number): void {
    const { shot, key } = flight;
    const at = pointAt(shot, distance);
    const mine = shot.owner === SELF_ID;
    const { damage } = WEAPON_RULES[shot.weapon];
    const angle = angleAt(shot, distance);
    const me = victim.id === SELF_ID;
    this.#clientEvents.push({ type: "hit", key, at, angle, victim: victim.id, damage, mine, me, marked: false });
    victim.health -= damage / 100;
    if (victim.health <= 0) this.#kill(victim, shot);
    this.#end(flight, distance);
  }

  #kill(victim: Wanderer, { owner, weapon }: Shot): void {
    this.#clientEvents.push({
      type: "death",
      victim: victim.id,
      victimName: `Fighter ${victim.id}`,
      killer: owner,
      killerName: `Fighter ${owner}`,
      weapon,
      distance: undefined,
      killerPing: 0,
      behindCover: false,
      mine: owner === SELF_ID,
      me: victim.id === SELF_ID,
      at: { x: victim.x, y: victim.y },
    });
    victim.x = 2 + this.#random() * 28;
    victim.y = 2 + this.#random() * 14;
    victim.health = 1;
    victim.lives++;
    this.#clientEvents.push({
      type: "spawn",
      id: victim.id,
      at: { x: victim.x, y: victim.y },
      me: victim.id === SELF_ID,
    });
  }

  /** Ends a shot at its place. The shot disappears with this frame. */
  #end(flight: Flight, distance: number): void {
    const { shot } = flight;
    const at = pointAt(shot, distance);
    flight.flown = Infinity;
    const { blast } = WEAPON_RULES[shot.weapon];
    if (blast) {
      const own = shot.owner === SELF_ID;
      this.#clientEvents.push({ type: "blast", at, weapon: shot.weapon, own, radius: blast.radius_u });
    } else {
      this.#clientEvents.push({ type: "impact", at, angle: angleAt(shot, distance), weapon: shot.weapon });
    }
  }

  #removeEnded(): void {
    for (let index = this.#flights.length - 1; index >= 0; index--) {
      if (this.#flights[index]?.flown === Infinity) this.#flights.splice(index, 1);
    }
  }

  #pick<T>(list: readonly T[]): T {
    const picked = list[Math.floor(this.#random() * list.length)];
    if (picked === undefined) throw new Error("the list is empty");
    return picked;
  }
}

const aimOf = ({ heading, id }: Wanderer): number => heading + Math.sin(heading * 2 + id) * 0.8;

const angleAt = (shot: Shot, distance: number): number => {
  const { directionX, directionY } = legAt(shot.legs, distance);
  return Math.atan2(directionY, directionX);
};

function view(wanderer: Wanderer, time: number): BodyView {
  const { id, x, y, special, health, lives } = wanderer;
  return makeBody({
    id,
    x,
    y,
    special,
    health,
    lives,
    aim: aimOf(wanderer),
    armour: (id % 4) / 4,
    bot: id % 3 === 0,
    shielded: (id + Math.floor(time)) % 9 === 0,
    overdriven: id % 12 === 0,
    dashing: (id * 7 + Math.floor(time * 6)) % 10 === 0,
    charge: special === "rail" ? Math.max(0, ((time + id) % 2) - 1) : 0,
  });
}

function viewShot({ shot, key, flown }: Flight): ShotView {
  const { x, y } = pointAt(shot, flown);
  return {
    key,
    weapon: shot.weapon,
    x,
    y,
    angle: angleAt(shot, flown),
    owner: shot.owner,
    own: shot.owner === SELF_ID,
    hostile: shot.owner !== SELF_ID,
    age: Math.min(1, flown / shot.reach),
  };
}
