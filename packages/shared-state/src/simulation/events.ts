import type { PickupKind, Weapon } from "../rules.ts";
import type { DeedDone } from "./deed.ts";
import { copyShot, type Shot, type ShotBirth } from "./shot.ts";

/** An event of a tick, for drawing, scoring and sound. */
export type WorldEvent = ShotFired | BodyHit | Blast | BodyDied | BodySpawned | PickupTaken | PickupReturned | DeedDone;

export interface ShotFired {
  readonly type: "shot";
  readonly birth: ShotBirth;
  /**
   * The shots that left the muzzle: one, or the pellets of a fan. A hitscan shot has already hit, where its path
   * ends.
   */
  readonly shots: readonly Shot[];
}

export interface BodyHit {
  readonly type: "hit";
  readonly shot: Shot;
  readonly victim: number;
  /** Distance along the shot's path at which it hit or exploded. */
  readonly distance: number;
  /** Damage to health and armour; 0 when a shield stopped it. */
  readonly damage: number;
}

/** A rocket or an orb exploded. */
export interface Blast {
  readonly type: "blast";
  readonly shot: Shot;
  /** Distance along the path of the shot, in u. */
  readonly distance: number;
  readonly x: number;
  readonly y: number;
}

export interface BodyDied {
  readonly type: "death";
  readonly victim: number;
  /** The victim's team: a player who has left has none any more when the death is counted. */
  readonly team: number;
  /** The victim itself when its own rocket killed it. */
  readonly killer: number;
  readonly weapon: Weapon;
  /**
   * Distance in u between the victim and the place at which the killer saw it: more than a body's diameter means that
   * it died behind cover.
   */
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
  readonly kind: PickupKind;
  readonly taker: number;
}

export interface PickupReturned {
  readonly type: "return";
  readonly index: number;
  readonly kind: PickupKind;
}

/** Copies an event of a world, whose shots are used again after the tick. */
export function copyEvent(event: WorldEvent): WorldEvent {
  switch (event.type) {
    case "shot":
      return { ...event, birth: { ...event.birth }, shots: event.shots.map(copyShot) };
    case "hit":
    case "blast":
      return { ...event, shot: copyShot(event.shot) };
    default:
      return event;
  }
}
