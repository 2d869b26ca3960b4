import { BODY_RADIUS_U, PULSE } from "@fray/shared-state/simulation/rules";
import { flownDistance, touchDistance, type Shot } from "@fray/shared-state/simulation/shot";

import type { BodyView, Happening, Point, ShotView } from "./frame.ts";

/**
 * Times a pulse is drawn by, in ms. Those the player predicted fly in the player's own time, the others in the server's
 * present: later, as bodies are, they would hurt before they arrive.
 */
export interface ShotTimes {
  readonly local: number;
  readonly present: number;
}

/** One of the player's shots is seen to touch a body. */
export interface Touch {
  readonly shot: Shot;
  readonly at: Point;
  readonly victim: number;
}

interface Flying {
  shot: Shot;
  readonly own: boolean;
  /** `local` time at which the player predicted it; undefined for shots the server told us of. */
  readonly firedAt: number | undefined;
  distance: number;
}

/** Pulses in the air: predicted ones from the key press, everybody else's from the server's word. None is drawn twice. */
export class ShotTracker {
  readonly #flying = new Map<string, Flying>();
  readonly #stepMs: number;

  constructor(stepMs: number) {
    this.#stepMs = stepMs;
  }

  /** The player's prediction fired a pulse. */
  predict(shot: Shot, local: number): void {
    this.#flying.set(shotKey(shot), { shot, own: true, firedAt: local, distance: PULSE.muzzle_u });
  }

  /** The server's word on a predicted pulse: it flies on where the server has it. */
  confirm(shot: Shot): void {
    const predicted = this.#flying.get(shotKey(shot));
    if (predicted) predicted.shot = shot;
  }

  /** The server's word on a pulse nobody here predicted. */
  add(shot: Shot, own: boolean): void {
    this.#flying.set(shotKey(shot), { shot, own, firedAt: undefined, distance: PULSE.muzzle_u });
  }

  /** Takes a pulse out of the air: it struck something, or never was. Returns it when it was still drawn. */
  remove(shot: Pick<Shot, "owner" | "seq">): Shot | undefined {
    const flying = this.#flying.get(shotKey(shot));
    this.#flying.delete(shotKey(shot));
    return flying?.shot;
  }

  clear(): void {
    this.#flying.clear();
  }

  /**
   * Moves everything on. Pulses end at walls with an impact; the player's own also end where they are seen to touch one
   * of `bodies`: the server's verdict takes a round trip, and flying on through would look like a miss.
   */
  advance(
    times: ShotTimes,
    bodies: readonly BodyView[],
    happenings: Happening[],
    onTouch: (touch: Touch) => void,
  ): ShotView[] {
    const views: ShotView[] = [];
    for (const [key, flying] of this.#flying) {
      const { shot } = flying;
      const from = flying.distance;
      flying.distance = flownDistance(shot, this.#ageMs(flying, times) / 1000);
      const touch = flying.own ? firstTouch(shot, from, flying.distance, bodies) : undefined;
      if (!touch && flying.distance < shot.reach) {
        views.push({ key, ...pointAt(shot, flying.distance), angle: shot.angle, owner: shot.owner, own: flying.own });
        continue;
      }
      this.#flying.delete(key);
      if (touch) onTouch(touch);
      else if (shot.reach < PULSE.range_u) {
        happenings.push({ type: "impact", at: pointAt(shot, shot.reach), angle: shot.angle });
      }
    }
    return views;
  }

  #ageMs({ shot, firedAt }: Flying, { local, present }: ShotTimes): number {
    return firedAt === undefined ? present - shot.bornTick * this.#stepMs : local - firedAt;
  }
}

/** The first of `bodies` that a stretch of a shot's path touches, as they are shown. */
export function firstTouch(shot: Shot, from: number, to: number, bodies: readonly BodyView[]): Touch | undefined {
  const radius = shot.weapon === "rail" ? BODY_RADIUS_U : BODY_RADIUS_U + PULSE.radius_u;
  let nearest = Infinity;
  let victim: BodyView | undefined;
  for (const body of bodies) {
    const distance = body.alive ? touchDistance(shot, from, to, body, radius) : undefined;
    if (distance === undefined || distance >= nearest) continue;
    nearest = distance;
    victim = body;
  }
  return victim && { shot, at: pointAt(shot, nearest), victim: victim.id };
}

export const pointAt = (shot: Shot, distance: number): Point => ({
  x: shot.x + shot.directionX * distance,
  y: shot.y + shot.directionY * distance,
});

/** A shot's identity on every side, before and after the server has confirmed it. */
export const shotKey = ({ owner, seq }: Pick<Shot, "owner" | "seq">): string => `${owner}:${seq}`;
