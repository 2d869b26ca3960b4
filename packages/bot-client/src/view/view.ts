import type { Body } from "@fray/shared-state/simulation/body";

/**
 * What somebody sitting at the screen would know. It is all a brain may read: what the server sends beyond it (bodies
 * just off screen) is left out. Times are seconds of this player's own clock, which counts its steps.
 */
export interface View {
  readonly now: number;
  /** Seconds per step. */
  readonly dt: number;
  /** Seconds between sending an input and seeing what it did. */
  readonly latency: number;
  /** The own body; undefined before the first spawn. */
  readonly self: OwnBody | undefined;
  /** Looks taken so far. `bodies` changes only with a new look, a few times per second: eyes are slower than screens. */
  readonly looks: number;
  readonly lookedAt: number;
  /** Living others on the screen, walls or not: whether one can be *seen* is for the brain to find out. */
  readonly bodies: readonly SeenBody[];
  /** Shots by others that fly, or flew a moment ago, close past the own body; oldest first. */
  readonly shots: readonly SeenShot[];
  /** The newest gunfire of another on the screen. */
  readonly gunfire: Gunfire | undefined;
}

/** A body with what its owner is told besides. */
export interface OwnBody extends Body {
  readonly id: number;
  readonly health: number;
  readonly shielded: boolean;
  /** Spawns so far; when it moves, this is a new life. */
  readonly lives: number;
}

/** Another's body as of the last look; its velocity is estimated from where it was in the look before. */
export interface SeenBody {
  readonly id: number;
  readonly x: number;
  readonly y: number;
  readonly vx: number;
  readonly vy: number;
  readonly aim: number;
  readonly health: number;
  readonly shielded: boolean;
  readonly lives: number;
}

export interface SeenShot {
  /** Counts the shots noticed. */
  readonly serial: number;
  readonly x: number;
  readonly y: number;
  readonly directionX: number;
  readonly directionY: number;
  /** Distance in u at which it ends. */
  readonly reach: number;
  readonly bornAt: number;
}

export interface Gunfire {
  readonly x: number;
  readonly y: number;
  readonly at: number;
}
