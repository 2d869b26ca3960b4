import type { Mode, Phase } from "@fray/shared-state/match/modes";
import type { PickupKind, Special, Weapon } from "@fray/shared-state/rules";

import type { ObjectiveHappening, ObjectiveViews } from "../objectives/views.ts";

/**
 * What the player should see and know in one rendered frame. Scenes and HUD draw this and nothing else, so that
 * whatever fills it (a live room, later a recording) can be exchanged. Lengths in u, angles in radians clockwise
 * from +x, y down.
 */
export interface Frame extends ObjectiveViews {
  /** Where the camera looks: the own body while it lives, whoever is watched after, or the free camera. */
  readonly focus: Point;
  /** Undefined for a spectator. */
  readonly self: SelfView | undefined;
  /** Whom a spectator, or a fallen player, watches; undefined for nobody. */
  readonly watched: BodyView | undefined;
  /** Everybody else in view. */
  readonly others: readonly BodyView[];
  readonly shots: readonly ShotView[];
  /** What lies on the ground of the arena, whether it is there or taken. */
  readonly pickups: readonly PickupView[];
  readonly round: RoundView;
  /** Id of the player in the lead, who wears the crown; undefined while nobody has scored. */
  readonly leader: number | undefined;
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
  /** 0 in a free-for-all. */
  readonly team: number;
  /** Neither the player nor one of their team. */
  readonly enemy: boolean;
  readonly aim: number;
  readonly alive: boolean;
  readonly shielded: boolean;
  readonly overdriven: boolean;
  readonly special: Special;
  /** 0..1 of full health. */
  readonly health: number;
  /** 0..1 of full armour. */
  readonly armour: number;
  /** Changes when the body has spawned or gone through a teleporter: it is somewhere else then, not on its way. */
  readonly lives: number;
  /** 0 (not charging the rail) .. 1 (about to fire it): seen by everybody. */
  readonly charge: number;
  /** Moving at more than running speed. */
  readonly dashing: boolean;
  /** Team whose flag it carries; 0 for none. */
  readonly carries: number;
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
  /** Rounds left for the special, and how many it holds; 0 of 0 for the rail, which needs none. */
  readonly specialAmmo: number;
  readonly specialRounds: number;
  /** 0 (just fired) .. 1 (ready). */
  readonly specialReady: number;
  /** It stands in a bush: enemies farther off can't see it, unless it has just fired or been hit. */
  readonly hidden: boolean;
  /** Seconds until the body returns, 0 while it lives; `Infinity` when only the next round brings it back. */
  readonly respawnIn: number;
}

export interface PickupView extends Point {
  readonly kind: PickupKind;
  /** False while it is taken, as far as the player can know. */
  readonly available: boolean;
}

/** The round and how it stands. */
export interface RoundView {
  readonly mode: Mode;
  readonly phase: Phase;
  /** Seconds until the phase ends; undefined while it waits for people. */
  readonly secondsLeft: number | undefined;
  /** Score that ends it; 0 when only time does. */
  readonly scoreLimit: number;
  /** Of team 1 and 2; zeros without teams. */
  readonly scores: readonly [number, number];
  /** The player's team; 0 without teams and for spectators. */
  readonly ownTeam: number;
  /** Of the round that is over: the winning team (0 none), and the ids of the three best, best first. */
  readonly winner: number;
  readonly podium: readonly number[];
  /** What comes next, named during the results; "" before. */
  readonly nextMap: string;
  readonly nextMode: Mode;
}

export interface ShotView extends Point {
  /** Stable over the shot's life, also when a predicted shot is handed over to the server's. */
  readonly key: string;
  readonly weapon: Weapon;
  readonly angle: number;
  readonly owner: number;
  readonly own: boolean;
  /** Fired by an enemy: it can hurt. */
  readonly hostile: boolean;
  /** 0 (fresh) .. 1 (ends now): how far an orb's fuse has burnt. */
  readonly age: number;
}

export type Happening =
  /**
   * Shots left a muzzle, several at once from a scatter. A rail has struck already, at `to`; all else flies on as
   * `ShotView`s.
   */
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
  /** A shot ended on a wall, at a place with its flight direction; those that run out of range end unseen. */
  | { readonly type: "impact"; readonly at: Point; readonly angle: number; readonly weapon: Weapon }
  /** An orb bounced off a wall. */
  | { readonly type: "bounce"; readonly at: Point }
  /** A rocket or an orb exploded; the player's own as soon as it is seen to. */
  | {
      readonly type: "blast";
      readonly at: Point;
      readonly weapon: Weapon;
      readonly own: boolean;
      readonly radius: number;
    }
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
      /** The victim itself when it was its own rocket. */
      readonly killer: number;
      readonly killerName: string;
      readonly weapon: Weapon;
      /** Distance between killer and victim in u; undefined where the player could not see both. */
      readonly distance: number | undefined;
      /** Round trip of the killer in ms. */
      readonly killerPing: number;
      /** The victim had gone more than a body's width since the killer saw it: it died behind cover, as it felt. */
      readonly behindCover: boolean;
      readonly mine: boolean;
      readonly me: boolean;
      readonly at: Point | undefined;
    }
  /** Somebody took what lay there; the player's own before the server has said so. */
  | {
      readonly type: "pickup";
      readonly at: Point;
      readonly kind: PickupKind;
      readonly taker: number;
      readonly me: boolean;
    }
  /** Something that was taken lies there again. */
  | { readonly type: "return"; readonly at: Point; readonly kind: PickupKind }
  /** A body went through a teleporter, from one place in view to another. */
  | { readonly type: "teleport"; readonly id: number; readonly from: Point; readonly to: Point; readonly me: boolean }
  /** A body appeared at a spawn in view. */
  | { readonly type: "spawn"; readonly id: number; readonly at: Point; readonly me: boolean }
  /** Somebody shows an emote; the number is its place in `EMOTES`. */
  | { readonly type: "emote"; readonly id: number; readonly emote: number }
  | ObjectiveHappening
  /** The round went into another phase. */
  | { readonly type: "phase"; readonly phase: Phase; readonly mode: Mode };

/** A line of the scoreboard, best first. Spectators come last. */
export interface Standing {
  readonly id: number;
  readonly name: string;
  readonly bot: boolean;
  readonly connected: boolean;
  readonly self: boolean;
  /** In charge of the room. */
  readonly owner: boolean;
  readonly team: number;
  readonly spectator: boolean;
  readonly score: number;
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
  /**
   * Over. `message` is a sentence for a person; the way back is the menu, unless there is a `return`.
   */
  | {
      readonly state: "closed";
      readonly message: string;
      readonly return: Return;
      /** Id of the room that goes on in place of this one. */
      readonly movedTo?: string | undefined;
    };

/**
 * How who was in a room gets back in: by themselves once the server is up again or into a room in its place, or by
 * asking, into the same room or only into another.
 */
export type Return = "none" | "restart" | "newRoom" | "elsewhere";
