import type { Arena } from "@fray/shared-state/arena/arena";
import type { Body } from "@fray/shared-state/simulation/body";
import type { Shot } from "@fray/shared-state/simulation/shot";

import type { SeenEvent } from "./seen-event.ts";

/**
 * The knowledge of a person at the screen. A brain may read nothing else: the server also sends bodies just off
 * screen, and these are left out. Lengths are in u (a body is 1 u wide), speeds in u/s, angles in radians clockwise
 * from +x, since +y is down. Times are seconds of this player's own clock, which counts its steps.
 */
export interface View {
  /** The map, which is no secret: walls, low cover, bushes, and the places of objects. */
  readonly arena: Arena;
  readonly now: number;
  /** Seconds per step. */
  readonly dt: number;
  /** Seconds between sending an input and receiving its result. */
  readonly latency: number;
  /** The own body; undefined before the first spawn, and for a spectator. */
  readonly self: OwnBody | undefined;
  /**
   * Number of looks so far. `bodies`, `pickups` and the round change only with a new look. The stock brains take a
   * few looks per second, since eyes are slower than screens; a bot written with the SDK takes one per step.
   */
  readonly looks: number;
  readonly lookedAt: number;
  /** Other living bodies on the screen, mates too, even behind walls: the brain must check the line of sight. */
  readonly bodies: readonly SeenBody[];
  /** Flying shots that can hurt and pass close to the own body, and those that ended a moment ago; oldest first. */
  readonly shots: readonly SeenShot[];
  /** The newest gunfire of an enemy on the screen. */
  readonly gunfire: Gunfire | undefined;
  /** The pickups on the ground of the whole arena, in the order of the map. They are no secret to any player. */
  readonly pickups: Iterable<SeenPickup>;
  readonly round: SeenRound;
  /** Seconds until the phase of the round ends; undefined while it waits for players. */
  readonly secondsLeft: number | undefined;
  /** The events since the step before, in order. */
  readonly events: readonly SeenEvent[];
}

/** A body with the fields that only its owner receives. */
export interface OwnBody extends Body {
  readonly id: number;
  /** The team of the body; 0 in a free-for-all. */
  readonly team: number;
  readonly health: number;
  readonly armour: number;
  readonly shielded: boolean;
  /** Whether the body has the Overdrive: its shots do more damage for a while. */
  readonly overdriven: boolean;
  /** Number of spawns so far; a change means a new life. */
  readonly lives: number;
}

/** Another body at the last look. Its velocity is estimated from its place at the look before. */
export interface SeenBody {
  readonly id: number;
  readonly team: number;
  readonly x: number;
  readonly y: number;
  readonly vx: number;
  readonly vy: number;
  readonly health: number;
  readonly armour: number;
  readonly shielded: boolean;
  readonly overdriven: boolean;
  readonly lives: number;
}

export interface SeenShot {
  /** Serial number among the noticed shots. */
  readonly serial: number;
  readonly shot: Shot;
  /** The bot's own rockets and orbs are as dangerous. */
  readonly own: boolean;
  readonly bornAt: number;
}

export interface Gunfire {
  readonly x: number;
  readonly y: number;
  readonly at: number;
}

export interface SeenPickup {
  readonly x: number;
  readonly y: number;
  /** Code of the pickup's kind. */
  readonly kind: number;
  readonly available: boolean;
}

/** The public state of the round. Codes are indexes in `MODES` and `PHASES`. */
export interface SeenRound {
  readonly mode: number;
  readonly phase: number;
  /** Scores of team 1 and team 2. */
  readonly scores: Iterable<number>;
  /** Score that ends the round; 0 if only time does. */
  readonly scoreLimit: number;
  /** Tick at which the phase ends; 0 while it waits for players. */
  readonly endTick: number;
  /** Both teams' flags, in modes that have flags. */
  readonly flags: Iterable<SeenFlag>;
  readonly hill: SeenHill;
}

export interface SeenFlag {
  readonly team: number;
  readonly x: number;
  readonly y: number;
  /** Id of the body that carries the flag; 0 if no body carries it. */
  readonly carrier: number;
  /** Whether the flag is on its own stand. */
  readonly home: boolean;
}

export interface SeenHill {
  readonly x: number;
  readonly y: number;
  /** Radius of the hill in u; 0 if there is no hill. */
  readonly radius: number;
}
