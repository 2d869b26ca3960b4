import { BlendModes, type GameObjects } from "phaser";

import type { ShotView } from "../connection/frame.ts";
import type { Layers } from "./layers.ts";
import { STREAK_LENGTH_U } from "./sprites/effect-sprites.ts";
import type { SpriteSheet } from "./sprites/sprite-sheet.ts";

/** A streak as long as this right at the muzzle, growing to its full length as the shot flies. */
const NEWBORN_U = 0.35;

interface Streak {
  readonly image: GameObjects.Image;
  startX: number;
  startY: number;
  seen: number;
}

/** Shots in flight: each a streak behind the shot's place, never longer than the way it has come. */
export class Shots {
  readonly #streaks = new Map<string, Streak>();
  readonly #free: Streak[] = [];
  readonly #sheet: SpriteSheet;
  readonly #layer: GameObjects.Layer;
  #draws = 0;

  constructor(sheet: SpriteSheet, layers: Layers) {
    this.#sheet = sheet;
    this.#layer = layers.glow;
  }

  draw(shots: readonly ShotView[]): void {
    this.#draws++;
    for (const shot of shots) this.#drawShot(shot);
    for (const [key, streak] of this.#streaks) {
      if (streak.seen === this.#draws) continue;
      streak.image.setVisible(false);
      this.#streaks.delete(key);
      this.#free.push(streak);
    }
  }

  #drawShot(shot: ShotView): void {
    const streak = this.#streaks.get(shot.key) ?? this.#begin(shot);
    streak.seen = this.#draws;
    const flown = Math.hypot(shot.x - streak.startX, shot.y - streak.startY);
    const stretch = Math.min(1, (NEWBORN_U + flown) / STREAK_LENGTH_U);
    const behind = (STREAK_LENGTH_U / 2) * stretch;
    streak.image
      .setPosition(shot.x - Math.cos(shot.angle) * behind, shot.y - Math.sin(shot.angle) * behind)
      .setRotation(shot.angle)
      .setScale(this.#sheet.unit * stretch, this.#sheet.unit);
  }

  #begin(shot: ShotView): Streak {
    const streak = this.#free.pop() ?? this.#create();
    streak.startX = shot.x;
    streak.startY = shot.y;
    streak.image.setFrame(shot.own ? "ownStreak" : "otherStreak").setVisible(true);
    this.#streaks.set(shot.key, streak);
    return streak;
  }

  #create(): Streak {
    const image = this.#sheet.image(this.#layer, "ownStreak").setBlendMode(BlendModes.ADD);
    return { image, startX: 0, startY: 0, seen: 0 };
  }
}
