import { BODY_RADIUS_U, PULSE } from "@fray/shared-state/simulation/rules";
import { flownDistance, touchDistance, type Shot } from "@fray/shared-state/simulation/shot";

import type { Happening, Point, ShotView } from "./frame.ts";

/**
 * Times a shot is drawn by, in ms. Those the player predicted fly in the player's own time, the others in the server's
 * present: later, as bodies are, they would hurt before they arrive.
 */
export interface ShotTimes {
  readonly local: number;
  readonly present: number;
}

interface Flying {
  shot: Shot;
  readonly own: boolean;
  /** `local` time at which the player predicted it; undefined for shots the server told us of. */
  readonly firedAt: number | undefined;
  distance: number;
}

/** Shots in the air: predicted ones from the key press, everybody's else from the server's word. None is drawn twice. */
export class ShotTracker {
  readonly #flying = new Map<string, Flying>();
  readonly #stepMs: number;

  constructor(stepMs: number) {
    this.#stepMs = stepMs;
  }

  /** The player's prediction fired a shot. */
  predict(shot: Shot, local: number): void {
    this.#flying.set(keyOf(shot.owner, shot.seq), { shot, own: true, firedAt: local, distance: PULSE.muzzle_u });
  }

  /** The server's word on a shot; takes over a predicted one in mid-flight. True when nobody had predicted it. */
  confirm(shot: Shot, own: boolean): boolean {
    const predicted = this.#flying.get(keyOf(shot.owner, shot.seq));
    if (predicted) {
      predicted.shot = shot;
      return false;
    }
    if (!own)
      this.#flying.set(keyOf(shot.owner, shot.seq), { shot, own, firedAt: undefined, distance: PULSE.muzzle_u });
    return !own;
  }

  /** Takes a shot out of the air: it struck something, or never was. Returns its path when it was still drawn. */
  remove(owner: number, seq: number): Shot | undefined {
    const flying = this.#flying.get(keyOf(owner, seq));
    this.#flying.delete(keyOf(owner, seq));
    return flying?.shot;
  }

  clear(): void {
    this.#flying.clear();
  }

  /**
   * Moves everything on. Shots end at walls with an impact; the player's own also end, unconfirmed, at a body they are
   * seen to touch: the server's verdict takes a round trip, and flying on through would look like a miss.
   */
  advance(times: ShotTimes, bodies: readonly Point[], happenings: Happening[]): ShotView[] {
    const views: ShotView[] = [];
    for (const [key, flying] of this.#flying) {
      const { shot } = flying;
      const from = flying.distance;
      flying.distance = flownDistance(shot, this.#ageMs(flying, times) / 1000);
      const touched = flying.own && bodies.some((body) => touches(shot, from, flying.distance, body));
      if (!touched && flying.distance < shot.reach) {
        views.push({ key, ...pointAt(shot, flying.distance), angle: shot.angle, owner: shot.owner, own: flying.own });
        continue;
      }
      this.#flying.delete(key);
      if (!touched && shot.reach < PULSE.range_u) {
        happenings.push({ type: "impact", at: pointAt(shot, shot.reach), angle: shot.angle });
      }
    }
    return views;
  }

  #ageMs({ shot, firedAt }: Flying, { local, present }: ShotTimes): number {
    return firedAt === undefined ? present - shot.bornTick * this.#stepMs : local - firedAt;
  }
}

export const pointAt = (shot: Shot, distance: number): Point => ({
  x: shot.x + shot.directionX * distance,
  y: shot.y + shot.directionY * distance,
});

const keyOf = (owner: number, seq: number): string => `${owner}:${seq}`;

const touches = (shot: Shot, from: number, to: number, body: Point): boolean =>
  touchDistance(shot, from, to, body, BODY_RADIUS_U + PULSE.radius_u) !== undefined;
