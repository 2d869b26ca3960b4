import type { Arena } from "@fray/shared-state/arena/arena";
import { readDistance, readShots, type EventsMessage, type WireShot } from "@fray/shared-state/protocol/events";
import { SCREEN_U, screenCentre } from "@fray/shared-state/protocol/screen";
import { stepsToAngle } from "@fray/shared-state/schema/quantized";
import { BODY_RADIUS_U, DASH_SPEED_U_PER_S, PULSE } from "@fray/shared-state/simulation/rules";
import { directionOf } from "@fray/shared-state/simulation/trigonometry";

import type { Gunfire, OwnBody, SeenBody, SeenShot, View } from "./view.ts";

/** Shots whose line passes this close to the own body, in u, are worth noticing. */
const NEAR_MISS_U = 3;
const LONGEST_FLIGHT_S = PULSE.range_u / PULSE.speed_u_per_s;
/** A body unseen for longer than this, in s, has no known velocity when it comes back. */
const STALE_S = 0.4;

/** A body as the synced state, or a headless world, holds it. */
export interface ObservedBody {
  readonly id: number;
  readonly x: number;
  readonly y: number;
  readonly aim: number;
  readonly alive: boolean;
  readonly health: number;
  readonly shielded: boolean;
  readonly lives: number;
}

interface Place {
  readonly x: number;
  readonly y: number;
}

type Track = { -readonly [Key in keyof SeenBody]: SeenBody[Key] } & { at: number };

/** Turns what arrives (bodies, events) into the view of one player. */
export class Observer implements View {
  now = 0;
  readonly dt: number;
  latency = 0;
  self: OwnBody | undefined;
  looks = 0;
  lookedAt = 0;
  readonly bodies: SeenBody[] = [];
  readonly shots: SeenShot[] = [];
  gunfire: Gunfire | undefined;

  readonly #arena: Arena;
  readonly #tracks = new Map<number, Track>();
  #noticed = 0;

  constructor(arena: Arena, dt: number) {
    this.#arena = arena;
    this.dt = dt;
  }

  /** Moves the own clock on by a step. */
  step(): void {
    this.now += this.dt;
    while (this.shots[0] && this.now - this.shots[0].bornAt > LONGEST_FLIGHT_S) this.shots.shift();
  }

  /** Takes in the bodies of the newest state, which stands for `stateTime` (s, on any steady clock). */
  look(bodies: Iterable<ObservedBody>, stateTime: number): void {
    this.looks++;
    this.lookedAt = this.now;
    this.bodies.length = 0;
    const { self } = this;
    if (!self) return;
    const centre = screenCentre(self.x, self.y, this.#arena);
    for (const body of bodies) {
      if (body.id === self.id || !body.alive || !onScreen(centre, body)) continue;
      this.bodies.push(this.#track(body, stateTime));
    }
    for (const track of this.#tracks.values()) {
      if (stateTime - track.at > STALE_S) this.#tracks.delete(track.id);
    }
  }

  /** Takes in what the server says happened in a tick. */
  hear(message: EventsMessage): void {
    const { self } = this;
    if (!self || !message.shots) return;
    for (const shot of message.shots) if (shot[0] !== self.id) this.#notice(self, message.tick, shot);
  }

  #track(body: ObservedBody, stateTime: number): Track {
    let track = this.#tracks.get(body.id);
    if (!track || track.lives !== body.lives || stateTime - track.at > STALE_S) {
      track = { ...standing(body), at: stateTime };
      this.#tracks.set(body.id, track);
      return track;
    }
    const elapsed = stateTime - track.at;
    if (elapsed > 0) {
      track.vx = clampSpeed((body.x - track.x) / elapsed);
      track.vy = clampSpeed((body.y - track.y) / elapsed);
      track.x = body.x;
      track.y = body.y;
      track.at = stateTime;
    }
    track.aim = body.aim;
    track.health = body.health;
    track.shielded = body.shielded;
    return track;
  }

  #notice(self: OwnBody, tick: number, wire: WireShot): void {
    const x = readDistance(wire[2]);
    const y = readDistance(wire[3]);
    if (!onScreen(screenCentre(self.x, self.y, this.#arena), { x, y })) return;
    this.gunfire = { x, y, at: this.now };
    // A rail has struck by the time anybody hears of it.
    if (wire[6] !== undefined || !passesNear(self, x, y, stepsToAngle(wire[4]))) return;
    const [shot] = readShots(this.#arena, tick, wire);
    const leg = shot?.legs[0];
    if (!leg) return;
    const { directionX, directionY, length: reach } = leg;
    this.shots.push({ serial: ++this.#noticed, x, y, directionX, directionY, reach, bornAt: this.now });
  }
}

function standing({ id, x, y, aim, health, shielded, lives }: ObservedBody): SeenBody {
  return { id, x, y, vx: 0, vy: 0, aim, health, shielded, lives };
}

function onScreen(centre: Place, place: Place): boolean {
  return (
    Math.abs(place.x - centre.x) <= SCREEN_U.width / 2 + BODY_RADIUS_U &&
    Math.abs(place.y - centre.y) <= SCREEN_U.height / 2 + BODY_RADIUS_U
  );
}

/** Works out a shot's wall only for those that matter: of a hundred bots' shots most pass far away. */
function passesNear(self: OwnBody, x: number, y: number, angle: number): boolean {
  const direction = directionOf(angle);
  const offsetX = self.x - x;
  const offsetY = self.y - y;
  const along = offsetX * direction.x + offsetY * direction.y;
  const miss = offsetX * direction.y - offsetY * direction.x;
  return along > -1 && along < PULSE.range_u + 1 && Math.abs(miss) < NEAR_MISS_U;
}

const clampSpeed = (speed: number): number => Math.max(-DASH_SPEED_U_PER_S, Math.min(DASH_SPEED_U_PER_S, speed));
