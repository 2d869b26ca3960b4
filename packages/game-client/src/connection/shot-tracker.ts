import { BODY_RADIUS_U, WEAPON_RULES } from "@fray/shared-state/rules";
import { flownDistance, type Shot } from "@fray/shared-state/simulation/shot";
import { legAt, pointAt, touchDistance } from "@fray/shared-state/simulation/shot-path";

import type { BodyView, ClientEvent, Point, ShotView } from "./frame.ts";

/**
 * The times at which shots are drawn, in ms. The player's predicted shots fly in the player's own time. All other
 * shots fly in the server's present: if they were drawn as late as bodies are, they would hurt before they arrive.
 */
export interface ShotTimes {
  readonly local: number;
  readonly present: number;
}

/** One of the player's shots touches a body as drawn. */
export interface Touch {
  readonly shot: Shot;
  readonly at: Point;
  readonly victim: number;
}

/** How long in ms a predicted explosion waits for the server's event. */
const PREDICTED_EXPLOSION_MS = 3000;

interface Flying {
  shot: Shot;
  readonly own: boolean;
  /** `local` time at which the player predicted it; undefined for shots that the server sent. */
  readonly firedAt: number | undefined;
  distance: number;
}

/**
 * The shots in the air. The player's own fly from the key press on, all others from the server's event on. None is
 * drawn twice.
 */
export class ShotTracker {
  readonly #flying = new Map<string, Flying>();
  /**
   * Shots whose explosion was shown before the server's event, by key, with the `local` time until which that event
   * may come.
   */
  readonly #predictedExplosions = new Map<string, number>();
  readonly #stepMs: number;
  readonly #isHostile: (owner: number) => boolean;

  /** `isHostile` says whether a player is an enemy. */
  constructor(stepMs: number, isHostile: (owner: number) => boolean) {
    this.#stepMs = stepMs;
    this.#isHostile = isHostile;
  }

  /** Adds a shot that the prediction fired. */
  predict(shot: Shot, local: number): void {
    this.#flying.set(shotKey(shot), { shot, own: true, firedAt: local, distance: flownDistance(shot, 0) });
  }

  /** The server confirmed a predicted shot: it flies on where the server has it. */
  confirm(shot: Shot): void {
    const predicted = this.#flying.get(shotKey(shot));
    if (predicted) predicted.shot = shot;
  }

  /** Adds a shot that the server sent and that was not predicted here. */
  add(shot: Shot, own: boolean): void {
    this.#flying.set(shotKey(shot), { shot, own, firedAt: undefined, distance: flownDistance(shot, 0) });
  }

  /** Removes a shot that hit something or was withdrawn. Returns it when it was still drawn. */
  remove(shot: ShotIdentity): Shot | undefined {
    const flying = this.#flying.get(shotKey(shot));
    this.#flying.delete(shotKey(shot));
    return flying?.shot;
  }

  /** The server reports that a shot exploded. Returns true when the explosion was not shown yet. */
  explode(shot: ShotIdentity): boolean {
    this.remove(shot);
    return !this.#predictedExplosions.delete(shotKey(shot));
  }

  clear(): void {
    this.#flying.clear();
    this.#predictedExplosions.clear();
  }

  /**
   * Advances all shots. Shots end at walls with an impact or an explosion. The player's own shots also end where they
   * touch one of `bodies`: the server's decision takes a round trip, and a shot that flies through a body would look
   * like a miss. A predicted explosion is shown at once; the server's event then shows nothing more.
   */
  advance(
    times: ShotTimes,
    bodies: readonly BodyView[],
    clientEvents: ClientEvent[],
    onTouch: (touch: Touch) => void,
  ): ShotView[] {
    const views: ShotView[] = [];
    // The server sends no event for an explosion out of the player's sight.
    for (const [key, until] of this.#predictedExplosions)
      if (times.local > until) this.#predictedExplosions.delete(key);
    for (const [key, flying] of this.#flying) {
      const { shot } = flying;
      const from = flying.distance;
      flying.distance = flownDistance(shot, this.#ageMs(flying, times) / 1000);
      const touch = flying.own ? firstTouch(shot, from, flying.distance, bodies) : undefined;
      if (!touch && flying.distance < shot.reach) {
        views.push(this.#view(key, flying));
        noteBounces(shot, from, flying.distance, clientEvents);
        continue;
      }
      this.#flying.delete(key);
      if (touch) onTouch(touch);
      const end = endOf(flying, touch);
      if (end?.type === "blast") this.#predictedExplosions.set(key, times.local + PREDICTED_EXPLOSION_MS);
      if (end) clientEvents.push(end);
    }
    return views;
  }

  #view(key: string, { shot, distance, own }: Flying): ShotView {
    const { directionX, directionY } = legAt(shot.legs, distance);
    const at = pointAt(shot, distance);
    const { weapon, owner } = shot;
    const hostile = !own && this.#isHostile(owner);
    const angle = Math.atan2(directionY, directionX);
    return { key, ...at, weapon, angle, owner, own, hostile, age: distance / shot.reach };
  }

  #ageMs({ shot, firedAt }: Flying, { local, present }: ShotTimes): number {
    return firedAt === undefined ? present - shot.bornTick * this.#stepMs : local - firedAt;
  }
}

/** The first enemy among `bodies`, as drawn, that a part of a shot's path touches. */
export function firstTouch(shot: Shot, from: number, to: number, bodies: readonly BodyView[]): Touch | undefined {
  const radius = BODY_RADIUS_U + WEAPON_RULES[shot.weapon].radius_u;
  let nearest = Infinity;
  let victim: BodyView | undefined;
  for (const body of bodies) {
    const distance = body.alive && body.enemy ? touchDistance(shot, from, to, body, radius) : undefined;
    if (distance === undefined || distance >= nearest) continue;
    nearest = distance;
    victim = body;
  }
  return victim && { shot, at: pointAt(shot, nearest), victim: victim.id };
}

/** The client event at the end of a shot: on a wall, at its maximum range or on a body. */
function endOf({ shot, own }: Flying, touch: Touch | undefined): ClientEvent | undefined {
  const { weapon, angle, reach } = shot;
  const at = touch?.at ?? pointAt(shot, reach);
  const { kind, blast, range_u: range } = WEAPON_RULES[weapon];
  if (kind === "hitscan") return undefined;
  if (blast) return { type: "blast", at, weapon, own, radius: blast.radius_u };
  return touch || reach >= range ? undefined : { type: "impact", at, angle, weapon };
}

/** Adds a bounce event for each corner of the path that the shot has just passed. */
function noteBounces(shot: Shot, from: number, to: number, clientEvents: ClientEvent[]): void {
  for (const { start, x, y } of shot.legs) {
    if (start > from && start <= to) clientEvents.push({ type: "bounce", at: { x, y } });
  }
}

type ShotIdentity = Pick<Shot, "owner" | "seq" | "part">;

/** Identifies a shot on server and clients, before and after the server has confirmed it. */
export const shotKey = ({ owner, seq, part }: ShotIdentity): string => `${owner}:${seq}:${part}`;
