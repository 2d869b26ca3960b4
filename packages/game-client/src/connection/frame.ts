import type { Weapon } from "@fray/shared-state/simulation/rules";

/**
 * What the player should see and know in one rendered frame. Scenes and HUD draw this and nothing else, so that
 * whatever fills it (a live room, later a recording) can be exchanged. Lengths in u, angles in radians clockwise
 * from +x, y down.
 */
export interface Frame {
  /** Where the camera looks: the own body while it lives, the place of death after. */
  readonly focus: Point;
  readonly self: SelfView | undefined;
  /** Everybody else in view. */
  readonly others: readonly BodyView[];
  readonly shots: readonly ShotView[];
  /** Health packs of the arena, whether they lie there or not. */
  readonly pickups: readonly PickupView[];
  /** What happened since the last frame, for effects and sound. */
  readonly happenings: readonly Happening[];
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface BodyView extends Point {
  readonly id: number;
  readonly name: string;
  readonly bot: boolean;
  readonly connected: boolean;
  readonly aim: number;
  readonly alive: boolean;
  readonly shielded: boolean;
  /** 0..1 of full health. */
  readonly health: number;
  /** Spawns so far; when it moves, the body has teleported. */
  readonly lives: number;
  /** 0 (not charging the rail) .. 1 (about to fire it): seen by everybody. */
  readonly charge: number;
  /** Moving at more than running speed. */
  readonly dashing: boolean;
}

/** The player's own body: predicted, so it answers in the frame the key is pressed. */
export interface SelfView extends BodyView {
  readonly ammo: number;
  readonly clip: number;
  /** 0 (just begun) .. 1 (done); 1 also when not reloading. */
  readonly reload: number;
  readonly reloading: boolean;
  /** 0 (just dashed) .. 1 (ready). */
  readonly dash: number;
  /** 0 (just fired) .. 1 (ready). */
  readonly rail: number;
  /** Seconds until the body returns, 0 while it lives. */
  readonly respawnIn: number;
}

export interface PickupView extends Point {
  /** False while it is taken, as far as the player can know. */
  readonly available: boolean;
}

export interface ShotView extends Point {
  /** Stable over the shot's life, also when a predicted shot is handed over to the server's. */
  readonly key: string;
  readonly angle: number;
  readonly owner: number;
  readonly own: boolean;
}

export type Happening =
  /** A shot left a muzzle. A rail has struck already, at `to`; a pulse flies on as a `ShotView`. */
  | {
      readonly type: "fired";
      readonly weapon: Weapon;
      readonly key: string;
      readonly owner: number;
      readonly own: boolean;
      readonly at: Point;
      readonly to: Point;
      readonly angle: number;
    }
  /** A pulse ended on a wall, at a place with its flight direction; pulses that run out of range end unseen. */
  | { readonly type: "impact"; readonly at: Point; readonly angle: number }
  /** The player's shot is seen to touch a body. Whether it hit, the server says: a `hit` or `retract` of that key follows. */
  | {
      readonly type: "mark";
      readonly key: string;
      readonly at: Point;
      readonly angle: number;
      readonly victim: number;
    }
  /** The server did not count a hit that was marked. */
  | { readonly type: "retract"; readonly key: string }
  /**
   * A shot struck a body. `mine`: the player dealt it; `me`: the player took it. Damage 0 = a shield took it.
   * `marked`: a `mark` has announced it.
   */
  | {
      readonly type: "hit";
      readonly key: string;
      readonly at: Point;
      readonly angle: number;
      readonly victim: number;
      readonly damage: number;
      readonly mine: boolean;
      readonly me: boolean;
      readonly marked: boolean;
    }
  /** Somebody died. `at` only when it happened in view. */
  | {
      readonly type: "death";
      readonly victim: number;
      readonly victimName: string;
      readonly killer: number;
      readonly killerName: string;
      readonly weapon: Weapon;
      /** Round trip of the killer in ms. */
      readonly killerPing: number;
      /** The victim had gone more than a body's width since the killer saw it: it died behind cover, as it felt. */
      readonly behindCover: boolean;
      readonly mine: boolean;
      readonly me: boolean;
      readonly at: Point | undefined;
    }
  /** Somebody took a health pack; the player's own before the server has said so. */
  | { readonly type: "pickup"; readonly at: Point; readonly me: boolean }
  /** A body appeared at a spawn in view. */
  | { readonly type: "spawn"; readonly id: number; readonly at: Point; readonly me: boolean };

/** A line of the scoreboard, best first. */
export interface Standing {
  readonly id: number;
  readonly name: string;
  readonly bot: boolean;
  readonly connected: boolean;
  readonly self: boolean;
  readonly kills: number;
  readonly deaths: number;
  /** Round trip in ms. */
  readonly ping: number;
}

/** How the line to the server is. */
export type ConnectionStatus =
  | { readonly state: "online" }
  /** Dropped, being retried over the live scene. */
  | { readonly state: "reconnecting" }
  /** Over. `message` is a sentence for a person; the way back is the menu. */
  | { readonly state: "closed"; readonly message: string };
