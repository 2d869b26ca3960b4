import type { GameObjects } from "phaser";

import type { Label } from "../labels/label-sheet.ts";
import { toCss } from "../palette.ts";
import type { ViewContext } from "../view-context.ts";

const COUNT = 18;
const LIFE_S = 0.75;
const RISE_U = 1.1;

interface FloatingText {
  readonly image: GameObjects.Image;
  label: Label | undefined;
  x: number;
  y: number;
  drift: number;
  age: number;
}

/** Numbers that rise from where the player's shots struck, and words from what they took. */
export class DamageNumbers {
  readonly #context: ViewContext;
  readonly #texts: readonly FloatingText[];
  #next = 0;

  constructor(context: ViewContext) {
    this.#context = context;
    this.#texts = Array.from({ length: COUNT }, () => ({
      image: context.labels.image(context.layers.tags),
      label: undefined,
      x: 0,
      y: 0,
      drift: 0,
      age: LIFE_S,
    }));
  }

  show(words: string, x: number, y: number, tint: number): void {
    const text = this.#texts[this.#next];
    const label = this.#context.labels.find(words, { size: "number", color: toCss(tint) });
    if (!text || !label) return;
    this.#next = (this.#next + 1) % COUNT;
    text.label = label;
    text.x = x;
    text.y = y - 0.5;
    text.drift = Math.random() * 1.2 - 0.6;
    text.age = 0;
    text.image.setFrame(label.frame).setVisible(true);
  }

  update(dt: number): void {
    const { labels } = this.#context;
    for (const text of this.#texts) {
      if (text.age >= LIFE_S || !text.label) continue;
      labels.keep(text.label);
      const done = text.age / LIFE_S;
      const risen = 1 - (1 - done) * (1 - done);
      const pop = 1 + 0.45 * Math.max(0, 1 - done * 6);
      text.image.setPosition(text.x + text.drift * done, text.y - RISE_U * risen);
      text.image.setScale(labels.unit * pop).setAlpha(Math.min(1, (1 - done) * 2.2));
      text.age += dt;
      if (text.age >= LIFE_S) text.image.setVisible(false);
    }
  }
}
