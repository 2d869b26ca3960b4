import type { Award } from "@fray/shared-state/match/awards";
import type { Mode, Phase } from "@fray/shared-state/match/modes";
import type { PickupKind, Special, Weapon } from "@fray/shared-state/rules";
import type { DeedName } from "@fray/shared-state/simulation/deed";

import type { ObjectiveEvent, ObjectiveViews } from "./objectives/views.ts";

/**
 * Everything that the player sees and knows in one rendered frame. Scenes and the HUD draw a frame and nothing else,
 * so its source can be exchanged (a live room now, a recording later). Lengths are in u. Angles are in radians,
 * clockwise from +x, with y down.
 */
export interface Frame extends ObjectiveViews {
  /**
   * Where the camera looks: at the own body while it lives, at the followed body after that, or at the free camera's
   * place.
   */
  readonly focus: Point;
  /** The player's own body; undefined for a spectator. */
  readonly self: SelfView | undefined;
  /** The body that a spectator or a dead player follows; undefined for none. */
  readonly watched: BodyView | undefined;
  /** All other bodies in view. */
  readonly others: readonly BodyView[];
  readonly shots: readonly ShotView[];
  /** All pickups on the ground of the arena, also those that are taken. */
  readonly pickups: readonly PickupView[];
  readonly round: RoundView;
  /** Id of the leading player, shown with a crown; undefined while all scores are 0. */
  readonly leader: number | undefined;
  /** Places that the own team has marked; left out when there are none. */
  readonly marks?: readonly MarkView[];
  /** The client events since the last frame, for effects and sound. */
  readonly events: readonly ClientEvent[];
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A place that a fighter of the own team has marked. */
export interface MarkView extends Point {
  /** Id of that fighter. */
  readonly id: number;
  /** 0 (just set) .. 1 (about to disappear). */
  readonly age: number;
}

export interface BodyView extends Point {
  readonly id: number;
  readonly name: string;
  readonly bot: boolean;
  readonly connected: boolean;
  /** Colour, pattern and trail, see `appearance.ts`. */
  readonly look: number;
  /** The team of the body; 0 in a free-for-all. */
  readonly team: number;
  /** True for a body that is neither the player's own nor of the player's team. */
  readonly enemy: boolean;
  readonly aim: number;
  readonly alive: boolean;
  readonly shielded: boolean;
  readonly overdriven: boolean;
  readonly special: Special;
  /** Share of full health, 0..1. */
  readonly health: number;
  /** Share of full armour, 0..1. */
  readonly armour: number;
  /** This number changes when the body has spawned or was teleported. Nothing is interpolated across such a change. */
  readonly lives: number;
  /** 0 (not charging the rail) .. 1 (about to fire it). All clients receive it. */
  readonly charge: number;
  /** Whether the body moves faster than running speed. */
  readonly dashing: boolean;
  /** Team whose flag the body carries; 0 for none. */
  readonly carries: number;
}

/** The player's own body. It is predicted, so it reacts in the frame in which a key is pressed. */
export interface SelfView extends BodyView {
  readonly ammo: number;
  readonly clip: number;
  /** 0 (just started) .. 1 (finished). Also 1 when the weapon is not reloading. */
  readonly reload: number;
  readonly reloading: boolean;
  /** 0 (just dashed) .. 1 (ready to dash again). */
  readonly dash: number;
  /** Rounds left for the special weapon, and its capacity. The rail needs no ammunition and has 0 of 0. */
  readonly specialAmmo: number;
  readonly specialRounds: number;
  /** 0 (just fired) .. 1 (ready to fire). */
  readonly specialReady: number;
  /** The body stands in a bush. Distant enemies can't see it, unless it has just fired or was just hit. */
  readonly hidden: boolean;
  /** Seconds until the body respawns; 0 while it lives; `Infinity` when it returns only in the next round. */
  readonly respawnIn: number;
}

export interface PickupView extends Point {
  readonly kind: PickupKind;
  /** False while the pickup is taken, as far as the player can know. */
  readonly available: boolean;
}

/** The state of the round. */
export interface RoundView {
  readonly mode: Mode;
  readonly phase: Phase;
  /** Seconds until the phase ends; undefined while the round waits for players. */
  readonly secondsLeft: number | undefined;
  /** The round ends at this score; 0 when only time ends it. */
  readonly scoreLimit: number;
  /** Scores of teams 1 and 2; zeros without teams. */
  readonly scores: readonly [number, number];
  /** The player's team; 0 without teams and for spectators. */
  readonly ownTeam: number;
  /** The winning team of the finished round (0 for none), and the ids of the three best players, best first. */
  readonly winner: number;
  readonly podium: readonly number[];
  /** The next map and mode. Known during the results; "" before. */
  readonly nextMap: string;
  readonly nextMode: Mode;
  /** Number of the round in its room. */
  readonly number: number;
  readonly awards: readonly Award[];
  /** The rounds to vote for, as indexes in the plans of the room, and their votes; empty when there is no vote. */
  readonly ballot: readonly number[];
  readonly votes: readonly number[];
}

export interface ShotView extends Point {
  /** Identifies the shot for its whole life, also after the server's shot has replaced the predicted one. */
  readonly key: string;
  readonly weapon: Weapon;
  readonly angle: number;
  readonly owner: number;
  readonly own: boolean;
  /** An enemy fired this shot, so it can hurt the player. */
  readonly hostile: boolean;
  /** 0 (just fired) .. 1 (about to explode): the burnt share of an orb's fuse. */
  readonly age: number;
}

export type ClientEvent =
  /**
   * Shots were fired; a scatter fires several at once. A rail shot has already hit, at `to`. All other shots fly on
   * as `ShotView`s.
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
  /**
   * A shot hit a wall at this place, in this flight direction. A shot that ends at its maximum range makes no event.
   */
  | { readonly type: "impact"; readonly at: Point; readonly angle: number; readonly weapon: Weapon }
  /** An orb bounced off a wall. */
  | { readonly type: "bounce"; readonly at: Point }
  /** A rocket or an orb exploded. The player's own is predicted, so this comes before the server's event. */
  | {
      readonly type: "blast";
      readonly at: Point;
      readonly weapon: Weapon;
      readonly own: boolean;
      readonly radius: number;
    }
  /**
   * The player's shot touches a body as drawn. The server decides whether it hit: a `hit` or `retract` with the same
   * key follows.
   */
  | {
      readonly type: "mark";
      readonly key: string;
      readonly at: Point;
      readonly angle: number;
      readonly victim: number;
    }
  /** The server did not count a hit that a `mark` had announced. */
  | { readonly type: "retract"; readonly key: string }
  /**
   * A shot hit a body. `mine`: the player fired it. `me`: it hit the player. Damage 0: a shield absorbed it.
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
  /** A player died. `at` is set only when it happened in view. */
  | {
      readonly type: "death";
      readonly victim: number;
      readonly victimName: string;
      /** Equal to the victim's id when the victim's own rocket killed it. */
      readonly killer: number;
      readonly killerName: string;
      readonly weapon: Weapon;
      /** Distance between killer and victim in u; undefined when the player could not see both. */
      readonly distance: number | undefined;
      /** Round trip time of the killer in ms. */
      readonly killerPing: number;
      /** The victim had moved more than a body's width since the killer saw it, so it seemed to die behind cover. */
      readonly behindCover: boolean;
      readonly mine: boolean;
      readonly me: boolean;
      readonly at: Point | undefined;
    }
  /** A player took a pickup. The player's own is predicted, so it comes before the server's event. */
  | {
      readonly type: "pickup";
      readonly at: Point;
      readonly kind: PickupKind;
      readonly taker: number;
      readonly me: boolean;
    }
  /** A pickup that was taken is available again. */
  | { readonly type: "return"; readonly at: Point; readonly kind: PickupKind }
  /** A teleporter moved a body from one place in view to another. */
  | { readonly type: "teleport"; readonly id: number; readonly from: Point; readonly to: Point; readonly me: boolean }
  /** A body appeared at a spawn point in view. */
  | { readonly type: "spawn"; readonly id: number; readonly at: Point; readonly me: boolean }
  /** A player shows an emote; the number is an index into `EMOTES`. */
  | { readonly type: "emote"; readonly id: number; readonly emote: number }
  /** A fighter of the own team has marked a place. */
  | { readonly type: "teamMark"; readonly id: number; readonly x: number; readonly y: number }
  /** A fighter did something to be praised for. `count` is that of `DeedDone`. `onMe`: the player was killed for it. */
  | {
      readonly type: "deed";
      readonly deed: DeedName;
      readonly by: number;
      readonly byName: string;
      readonly victimName: string;
      readonly count: number;
      readonly mine: boolean;
      readonly onMe: boolean;
    }
  | ObjectiveEvent
  /** A new phase of the round began. */
  | { readonly type: "phase"; readonly phase: Phase; readonly mode: Mode };

/** One row of the scoreboard. The best player is first, spectators are last. */
export interface Standing {
  readonly id: number;
  /** The person, the same in all rooms of a server; 0 for a bot. */
  readonly person: number;
  readonly name: string;
  readonly bot: boolean;
  readonly connected: boolean;
  readonly self: boolean;
  /** This person is the owner of the room. */
  readonly owner: boolean;
  readonly team: number;
  readonly spectator: boolean;
  readonly score: number;
  readonly kills: number;
  readonly deaths: number;
  /** Round trip time in ms. */
  readonly ping: number;
  /** Level from deeds; 0 or missing while it is not known, and for bots. */
  readonly level?: number;
  /** Number of the title that deeds have earned; 0 or missing for none. */
  readonly title?: number;
  /** Colour, pattern and trail; 0 or missing for a plain body. */
  readonly look?: number;
}

/** State of the connection to the server. */
export type ConnectionStatus =
  | { readonly state: "online" }
  /**
   * The connection was lost. The client tries to reconnect while the scene stays visible. `isMoving`: the server has
   * handed the game over to another server, which takes a moment.
   */
  | { readonly state: "reconnecting"; readonly isMoving: boolean }
  /**
   * The connection is closed for good. `message` is a sentence for the player. Only the menu leads back, unless
   * `return` offers another way.
   */
  | {
      readonly state: "closed";
      readonly message: string;
      readonly return: Return;
      /** Id of the room that replaces this room. */
      readonly movedTo?: string | undefined;
    };

/**
 * How a player returns to a closed room. `restart`: automatically, once the server is up again. `again`: the
 * same, into the same room if it is still there. `newRoom`: automatically, into the room that replaces it. `elsewhere`: on request, only into another room. `none`: on request,
 * also into the same room.
 */
export type Return = "none" | "restart" | "again" | "newRoom" | "elsewhere";
