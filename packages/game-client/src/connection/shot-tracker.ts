import { BODY_RADIUS_U, WEAPON_RULES } from "@fray/shared-state/rules";
import { flownDistance, type Shot } from "@fray/shared-state/simulation/shot";
import { legAt, pointAt, touchDistance } from "@fray/shared-state/simulation/shot-path";

import type { BodyView, Happening, Point, ShotView } from "./frame.ts";

/**
 * Times a shot is drawn by, in ms. Those the player predicted fly in the player's own time, the others in the server's
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

/** How long in ms an explosion that was shown ahead of the server's word waits for it. */
const FORETOLD_MS = 3000;

interface Flying {
  shot: Shot;
  readonly own: boolean;
  /** `local` time at which the player predicted it; undefined for shots the server told us of. */
  readonly firedAt: number | undefined;
  distance: number;
}

/** Shots in the air: predicted ones from the key press, everybody else's from the server's word. None is drawn twice. */
export class ShotTracker {
  readonly #flying = new Map<string, Flying>();
  /** Shots that were shown exploding before the server said so, by key, and the `local` time until which it may. */
  readonly #foretold = new Map<string, number>();
  readonly #stepMs: number;
  readonly #isHostile: (owner: number) => boolean;

  /** `isHostile` says whether a player is an enemy. */
  constructor(stepMs: number, isHostile: (owner: number) => boolean) {
    this.#stepMs = stepMs;
    this.#isHostile = isHostile;
  }

  /** The player's prediction fired. */
  predict(shot: Shot, local: number): void {
    this.#flying.set(shotKey(shot), { shot, own: true, firedAt: local, distance: flownDistance(shot, 0) });
  }

  /** The server's word on a predicted shot: it flies on where the server has it. */
  confirm(shot: Shot): void {
    const predicted = this.#flying.get(shotKey(shot));
    if (predicted) predicted.shot = shot;
  }

  /** The server's word on a shot nobody here predicted. */
  add(shot: Shot, own: boolean): void {
    this.#flying.set(shotKey(shot), { shot, own, firedAt: undefined, distance: flownDistance(shot, 0) });
  }

  /** Takes a shot out of the air: it struck something, or never was. Returns it when it was still drawn. */
  remove(shot: ShotIdentity): Shot | undefined {
    const flying = this.#flying.get(shotKey(shot));
    this.#flying.delete(shotKey(shot));
    return flying?.shot;
  }

  /** The server's word that a shot exploded: true when that is still to be shown. */
  explode(shot: ShotIdentity): boolean {
    this.remove(shot);
    return !this.#foretold.delete(shotKey(shot));
  }

  clear(): void {
    this.#flying.clear();
    this.#foretold.clear();
  }

  /**
   * Moves everything on. Shots end at walls with an impact or a blast; the player's own also end where they are seen to
   * touch one of `bodies`: the server's verdict takes a round trip, and flying on through would look like a miss. What
   * explodes is seen to at once; the server's word then shows nothing more.
   */
  advance(
    times: ShotTimes,
    bodies: readonly BodyView[],
    happenings: Happening[],
    onTouch: (touch: Touch) => void,
  ): ShotView[] {
    const views: ShotView[] = [];
    // Of what explodes out of sight the server says nothing.
    for (const [key, until] of this.#foretold) if (times.local > until) this.#foretold.delete(key);
    for (const [key, flying] of this.#flying) {
      const { shot } = flying;
      const from = flying.distance;
      flying.distance = flownDistance(shot, this.#ageMs(flying, times) / 1000);
      const touch = flying.own ? firstTouch(shot, from, flying.distance, bodies) : undefined;
      if (!touch && flying.distance < shot.reach) {
        views.push(this.#view(key, flying));
        noteBounces(shot, from, flying.distance, happenings);
        continue;
      }
      this.#flying.delete(key);
      if (touch) onTouch(touch);
      const end = endOf(flying, touch);
      if (end?.type === "blast") this.#foretold.set(key, times.local + FORETOLD_MS);
      if (end) happenings.push(end);
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

/** The first enemy among `bodies` that a stretch of a shot's path touches, as they are shown. */
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

/** What is seen of the end of a shot on a wall, of its range or on a body. */
function endOf({ shot, own }: Flying, touch: Touch | undefined): Happening | undefined {
  const { weapon, angle, reach } = shot;
  const at = touch?.at ?? pointAt(shot, reach);
  const { kind, blast, range_u: range } = WEAPON_RULES[weapon];
  if (kind === "hitscan") return undefined;
  if (blast) return { type: "blast", at, weapon, own, radius: blast.radius_u };
  return touch || reach >= range ? undefined : { type: "impact", at, angle, weapon };
}

/** Each corner of a path that a shot has just gone round. */
function noteBounces(shot: Shot, from: number, to: number, happenings: Happening[]): void {
  for (const { start, x, y } of shot.legs) {
    if (start > from && start <= to) happenings.push({ type: "bounce", at: { x, y } });
  }
}

type ShotIdentity = Pick<Shot, "owner" | "seq" | "part">;

/** A shot's identity on every side, before and after the server has confirmed it. */
export const shotKey = ({ owner, seq, part }: ShotIdentity): string => `${owner}:${seq}:${part}`;
