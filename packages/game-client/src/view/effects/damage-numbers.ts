import type { GameObjects } from "phaser";

import type { Label } from "../../drawing/labels/label-sheet.ts";
import { toCss } from "../../drawing/palette.ts";
import type { ViewContext } from "../../drawing/view-context.ts";

const COUNT = 18;
const LIFE_S = 0.75;
const RISE_U = 1.1;
/** Damage to the same body within this time is added up into one number, for example the pellets of a scatter. */
const SUM_S = 0.15;

interface FloatingText {
  readonly image: GameObjects.Image;
  label: Label | undefined;
  /** Id of the damaged body, and the damage so far; 0 for text. */
  victim: number;
  damage: number;
  x: number;
  y: number;
  drift: number;
  age: number;
}

/** Numbers that rise from the points that the player's shots hit, and the names of pickups that the player took. */
export class DamageNumbers {
  readonly #context: ViewContext;
  readonly #texts: readonly FloatingText[];
  #next = 0;

  constructor(context: ViewContext) {
    this.#context = context;
    this.#texts = Array.from({ length: COUNT }, () => ({
      image: context.labels.image(context.layers.tags),
      label: undefined,
      victim: 0,
      damage: 0,
      x: 0,
      y: 0,
      drift: 0,
      age: LIFE_S,
    }));
  }

  /** Shows a body's lost health at (`x`, `y`), added to what it lost just before. */
  count(victim: number, damage: number, x: number, y: number, tint: number): void {
    const running = this.#texts.find((text) => text.victim === victim && text.age < SUM_S);
    const text = running ?? this.#takeNext();
    if (!text) return;
    const total = damage + (running?.damage ?? 0);
    this.#start(text, String(total), x, y, tint);
    text.victim = victim;
    text.damage = total;
  }

  show(words: string, x: number, y: number, tint: number): void {
    const text = this.#takeNext();
    if (text) this.#start(text, words, x, y, tint);
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
  #takeNext(): FloatingText | undefined {
    const text = this.#texts[this.#next];
    this.#next = (this.#next + 1) % COUNT;
    return text;
  }

  #start(text: FloatingText, words: string, x: number, y: number, tint: number): void {
    text.label = this.#context.labels.find(words, { size: "number", color: toCss(tint) });
    text.victim = 0;
    text.x = x;
    text.y = y - 0.5;
    text.drift = this.#context.runtime.random() * 1.2 - 0.6;
    text.age = 0;
    text.image.setVisible(text.label !== undefined);
    if (text.label) text.image.setFrame(text.label.frame);
  }
}
