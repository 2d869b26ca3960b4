import type { Arena } from "@fray/shared-state/arena/arena";
import type { Input } from "@fray/shared-state/schema/input-frame";

import type { BodyView, ClientEvent, Point, SelfView } from "./frame.ts";

/** Speed of the free camera: twice a body's running speed. */
export const FREE_SPEED_U_PER_S = 14;
/** The client sends the place of the free camera at most this often. */
const LOOK_INTERVAL_MS = 100;
/** Time constant of the camera's move from a dead body to its killer. */
const TURN_MS = 250;
/** After a longer pause than this the camera stays where it is instead of catching up. */
const MAX_STEP_MS = 100;

interface Surroundings {
  /** Ids of all fighters, in the order of the standings. */
  fighters(): readonly number[];
  isFighter(id: number): boolean;
  /** Asks the server to let the spectator follow this fighter; 0 for none. */
  follow(id: number): void;
  /** Sends the place of a spectator's free camera, in u. */
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

/** The camera's target. */
export interface CameraTarget {
  readonly focus: Point;
  readonly watched: BodyView | undefined;
}

/**
 * Chooses the camera's target: the own body while it lives, then its killer. A spectator's camera follows a fighter
 * or moves freely.
 */
export class Watching {
  readonly #around: Surroundings;
  /** Id of the fighter that a spectator follows; 0 for none. */
  #followed = 0;
  #roams = false;
  /** The last killer of each player, by id. */
  readonly #killers = new Map<number, number>();
  #camera: Point | undefined;
  #movedAt = 0;
  #sent: { readonly at: Point; readonly when: number } | undefined;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  /** Id of the fighter that a spectator follows; 0 for none. */
  get followed(): number {
    return this.#followed;
  }

  /** Reads deaths and their killers. */
  hear(clientEvents: readonly ClientEvent[]): void {
    for (const event of clientEvents) {
      if (event.type === "death") this.#killers.set(event.victim, event.killer);
    }
  }

  /** Advances to the scene's time. */
  look(scene: Scene): CameraTarget {
    const elapsed = Math.min(MAX_STEP_MS, scene.now - this.#movedAt);
    this.#movedAt = scene.now;
    const { self, others } = scene;
    if (!self) return this.#spectate(scene, elapsed);
    this.#followed = 0;
    this.#roams = false;
    if (self.alive) return this.#rest(self, undefined);
    const killer = this.#killerOf(self.id, others);
    // The server shows nothing around a killer who has died or hides, so the camera returns to the place of the body.
    return this.#rest(glide(this.#camera ?? self, killer ?? self, elapsed), killer);
  }

  /** Follows the next (1) or previous (-1) fighter. */
  next(step: 1 | -1): void {
    const fighters = this.#around.fighters();
    const place = fighters.indexOf(this.#followed);
    const from = place === -1 && step === -1 ? 0 : place;
    this.#follow(fighters[(from + step + fighters.length) % fighters.length] ?? 0);
    this.#roams = false;
  }

  /** Stops following; the free camera starts from the current place. */
  roam(): void {
    this.#follow(0);
    this.#roams = true;
    this.#sent = undefined;
  }

  /** The server does not allow the free camera any more: the camera follows the fighter that the server chooses. */
  settle(): void {
    this.#roams = false;
  }

  /** Sends the target again: the server may have lost it with the connection. */
  renew(): void {
    this.#sent = undefined;
    if (this.#followed !== 0) this.#around.follow(this.#followed);
  }

  #spectate({ now, input, others, arena }: Scene, elapsed: number): CameraTarget {
    // The followed fighter may have left or become a spectator.
    if (!this.#roams && !this.#around.isFighter(this.#followed)) this.#follow(this.#around.fighters()[0] ?? 0);
    const at = this.#camera ?? { x: arena.width / 2, y: arena.height / 2 };
    if (this.#followed !== 0) {
      const body = others.find(({ id }) => id === this.#followed);
      if (body?.alive) {
        this.#killers.delete(body.id);
        return this.#rest(body, body);
      }
      // The server shows what the dead player sees. A body that lives and can't be seen is in a bush: the camera
      // waits for it.
      const subject = this.#killerOf(this.#followed, others) ?? body;
      return this.#rest(subject ? glide(at, subject, elapsed) : at, body);
    }
    const step = (FREE_SPEED_U_PER_S * elapsed) / 1000 / Math.max(1, Math.hypot(input.moveX, input.moveY));
    const to = {
      x: clamp(at.x + input.moveX * step, arena.width),
      y: clamp(at.y + input.moveY * step, arena.height),
    };
    this.#send(to, now);
    return this.#rest(to, undefined);
  }

  #rest({ x, y }: Point, watched: BodyView | undefined): CameraTarget {
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

  #send(at: Point, now: number): void {
    const sent = this.#sent;
    if (sent && (now - sent.when < LOOK_INTERVAL_MS || (sent.at.x === at.x && sent.at.y === at.y))) return;
    this.#sent = { at, when: now };
    this.#around.look(at);
  }
}

const clamp = (value: number, high: number): number => Math.min(high, Math.max(0, value));

/** A point on the way from one place to another, for this much elapsed time. */
function glide(from: Point, to: Point, elapsed: number): Point {
  const share = 1 - Math.exp(-elapsed / TURN_MS);
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}
