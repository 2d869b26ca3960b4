import { GameObjects, type Scene } from "phaser";

import { FONT } from "./font.ts";
import type { Layers } from "./layers.ts";

const COUNT = 14;
const LIFE_S = 0.75;
const RISE_U = 1.1;
const SIZE_U = 0.52;

interface FloatingNumber {
  readonly text: GameObjects.Text;
  x: number;
  y: number;
  drift: number;
  age: number;
}

/** Numbers that rise from where the player's shots struck. */
export class DamageNumbers {
  readonly #numbers: FloatingNumber[] = [];
  readonly #scale: number;
  #next = 0;

  constructor(scene: Scene, layers: Layers, density: number) {
    this.#scale = 1 / density;
    for (let index = 0; index < COUNT; index++) {
      const text = new GameObjects.Text(scene, 0, 0, "", {
        fontFamily: FONT,
        fontSize: `${Math.max(13, Math.round(SIZE_U * density))}px`,
        fontStyle: "800",
        color: "#ffffff",
        stroke: "#070b10",
        strokeThickness: Math.max(3, density * 0.1),
      });
      text.setOrigin(0.5).setVisible(false);
      layers.tags.add(text);
      this.#numbers.push({ text, x: 0, y: 0, drift: 0, age: LIFE_S });
    }
  }

  show(label: string, x: number, y: number, tint: number): void {
    const number = this.#numbers[this.#next];
    if (!number) return;
    this.#next = (this.#next + 1) % COUNT;
    number.x = x;
    number.y = y - 0.5;
    number.drift = Math.random() * 1.2 - 0.6;
    number.age = 0;
    if (number.text.text !== label) number.text.setText(label);
    number.text.setTint(tint).setVisible(true);
  }

  update(dt: number): void {
    for (const number of this.#numbers) {
      if (number.age >= LIFE_S) continue;
      const done = number.age / LIFE_S;
      const risen = 1 - (1 - done) * (1 - done);
      const pop = 1 + 0.45 * Math.max(0, 1 - done * 6);
      number.text.setPosition(number.x + number.drift * done, number.y - RISE_U * risen);
      number.text.setScale(this.#scale * pop).setAlpha(Math.min(1, (1 - done) * 2.2));
      number.age += dt;
      if (number.age >= LIFE_S) number.text.setVisible(false);
    }
  }
}
