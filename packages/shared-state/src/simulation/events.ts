import type { Weapon } from "./rules.ts";
import type { Shot } from "./shot.ts";

/** What happened in a tick, for those who draw, score and hear it. */
export type WorldEvent = ShotFired | BodyHit | BodyDied | BodySpawned | PickupTaken;

export interface ShotFired {
  readonly type: "shot";
  readonly shot: Shot;
}

export interface BodyHit {
  readonly type: "hit";
  readonly shot: Shot;
  readonly victim: number;
  /** Distance along the shot's path at which it struck. */
  readonly distance: number;
  /** 0 when a shield took it. */
  readonly damage: number;
}

export interface BodyDied {
  readonly type: "death";
  readonly victim: number;
  readonly killer: number;
  readonly weapon: Weapon;
  /** How far in u the victim had gone from where the killer saw it: more than a body means it died behind cover. */
  readonly movedSinceSeen: number;
  readonly x: number;
  readonly y: number;
}

export interface BodySpawned {
  readonly type: "spawn";
  readonly id: number;
}

export interface PickupTaken {
  readonly type: "pickup";
  /** Place in the map's list. */
  readonly index: number;
  readonly taker: number;
}
