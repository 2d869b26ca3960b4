import type { Arena } from "@fray/shared-state/arena/arena";
import type { Input } from "@fray/shared-state/schema/input-frame";

import type { BodyView, Happening, Point, SelfView } from "./frame.ts";

/** Speed of the free camera: twice what a body runs. */
export const FREE_SPEED_U_PER_S = 14;
/** The server is told at most this often where the free camera is. */
const LOOK_INTERVAL_MS = 100;
/** The eyes of who has fallen go over to the killer with this time constant. */
const TURN_MS = 250;
/** After a longer pause than this the camera stays where it is, rather than catching up. */
const MAX_STEP_MS = 100;

interface Surroundings {
  /** Ids of those who fight, in the order of the standings. */
  fighters(): readonly number[];
  isFighter(id: number): boolean;
  /** Tells the server whom a spectator follows; 0 for nobody. */
  follow(id: number): void;
  /** Tells the server where a spectator's free camera is, in u. */
  look(at: Point): void;
}

interface Scene {
  /** Local time in ms. */
  readonly now: number;
  readonly input: Input;
  readonly self: SelfView | undefined;
  readonly others: readonly BodyView[];
  readonly arena: Arena;
}

/** Whom or what the camera is on. */
export interface Gaze {
  readonly focus: Point;
  readonly watched: BodyView | undefined;
}

/**
 * Where the eyes go: to the own body while it lives, then to who killed it; a spectator's follow those of a fighter or
 * roam freely.
 */
export class Watching {
  readonly #around: Surroundings;
  /** Id of whom a spectator follows; 0 for nobody. */
  #followed = 0;
  #roams = false;
  /** Who was last killed by whom, by id. */
  readonly #killers = new Map<number, number>();
  #camera: Point | undefined;
  #movedAt = 0;
  #told: { readonly at: Point; readonly when: number } | undefined;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  /** Whom a spectator follows; 0 for nobody. */
  get followed(): number {
    return this.#followed;
  }

  /** Hears of deaths, and who is to blame. */
  hear(happenings: readonly Happening[]): void {
    for (const happening of happenings) {
      if (happening.type === "death") this.#killers.set(happening.victim, happening.killer);
    }
  }

  /** Moves on to the scene's time. */
  look(scene: Scene): Gaze {
    const elapsed = Math.min(MAX_STEP_MS, scene.now - this.#movedAt);
    this.#movedAt = scene.now;
    const { self, others } = scene;
    if (!self) return this.#spectate(scene, elapsed);
    this.#followed = 0;
    this.#roams = false;
    if (self.alive) return this.#rest(self, undefined);
    const killer = this.#killerOf(self.id, others);
    // Around a killer who has died or hides the server shows nothing more: back to where the body lies.
    return this.#rest(glide(this.#camera ?? self, killer ?? self, elapsed), killer);
  }

  /** On to the next (1) or previous (-1) fighter. */
  next(step: 1 | -1): void {
    const fighters = this.#around.fighters();
    const place = fighters.indexOf(this.#followed);
    const from = place === -1 && step === -1 ? 0 : place;
    this.#follow(fighters[(from + step + fighters.length) % fighters.length] ?? 0);
    this.#roams = false;
  }

  /** Lets go of who is followed, and roams from there. */
  roam(): void {
    this.#follow(0);
    this.#roams = true;
    this.#told = undefined;
  }

  /** The server lets the camera roam no more: on to whom it follows by itself. */
  settle(): void {
    this.#roams = false;
  }

  /** Tells the server anew: it may have forgotten with the line. */
  renew(): void {
    this.#told = undefined;
    if (this.#followed !== 0) this.#around.follow(this.#followed);
  }

  #spectate({ now, input, others, arena }: Scene, elapsed: number): Gaze {
    // Who is followed may have gone, or watches now as well.
    if (!this.#roams && !this.#around.isFighter(this.#followed)) this.#follow(this.#around.fighters()[0] ?? 0);
    const at = this.#camera ?? { x: arena.width / 2, y: arena.height / 2 };
    if (this.#followed !== 0) {
      const body = others.find(({ id }) => id === this.#followed);
      if (body?.alive) {
        this.#killers.delete(body.id);
        return this.#rest(body, body);
      }
      // The server shows what the fallen sees. Who lives and can't be seen is in a bush: the camera waits for them.
      const subject = this.#killerOf(this.#followed, others) ?? body;
      return this.#rest(subject ? glide(at, subject, elapsed) : at, body);
    }
    const step = (FREE_SPEED_U_PER_S * elapsed) / 1000 / Math.max(1, Math.hypot(input.moveX, input.moveY));
    const to = {
      x: clamp(at.x + input.moveX * step, arena.width),
      y: clamp(at.y + input.moveY * step, arena.height),
    };
    this.#tell(to, now);
    return this.#rest(to, undefined);
  }

  #rest({ x, y }: Point, watched: BodyView | undefined): Gaze {
    this.#camera = { x, y };
    return { focus: this.#camera, watched };
  }

  #killerOf(victim: number, others: readonly BodyView[]): BodyView | undefined {
    const killer = this.#killers.get(victim);
    return others.find(({ id, alive }) => id === killer && alive);
  }

  #follow(id: number): void {
    if (id === this.#followed) return;
    this.#followed = id;
    this.#around.follow(id);
  }

  #tell(at: Point, now: number): void {
    const told = this.#told;
    if (told && (now - told.when < LOOK_INTERVAL_MS || (told.at.x === at.x && told.at.y === at.y))) return;
    this.#told = { at, when: now };
    this.#around.look(at);
  }
}

const clamp = (value: number, high: number): number => Math.min(high, Math.max(0, value));

/** Part of the way from one place to another. */
function glide(from: Point, to: Point, elapsed: number): Point {
  const share = 1 - Math.exp(-elapsed / TURN_MS);
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}
