import { GameObjects, type Scene } from "phaser";

import type { BodyView } from "../connection/frame.ts";
import { FONT } from "./font.ts";
import type { Layers } from "./layers.ts";
import type { SpriteSheet } from "./sprites/sprite-sheet.ts";

const SIZE_U = 0.42;
const ABOVE_U = 1.06;
const GAP_U = 0.14;

/** Name above a body, with a chip when it is a bot or its player's line is down. */
export class NameTag {
  readonly #text: GameObjects.Text;
  readonly #chip: GameObjects.Image;
  readonly #scale: number;
  #name = "";
  #hasChip = false;

  /** `density` is the number of screen pixels per u: text is drawn in the pixels it takes. */
  constructor(scene: Scene, sheet: SpriteSheet, layers: Layers, density: number) {
    this.#scale = 1 / density;
    this.#text = new GameObjects.Text(scene, 0, 0, "", {
      fontFamily: FONT,
      fontSize: `${Math.max(11, Math.round(SIZE_U * density))}px`,
      fontStyle: "600",
      color: "#e8f1fa",
      stroke: "#070b10",
      strokeThickness: Math.max(3, density * 0.085),
    });
    this.#text.setOrigin(0, 0.5).setScale(this.#scale);
    this.#chip = sheet.image(layers.tags, "botChip").setVisible(false);
    layers.tags.add(this.#text);
  }

  /** Shows who a body is; cheap when nothing changed. */
  label(body: BodyView): void {
    if (body.name !== this.#name) {
      this.#name = body.name;
      this.#text.setText(body.name);
    }
    this.#hasChip = body.bot || !body.connected;
    if (this.#hasChip) this.#chip.setFrame(body.connected ? "botChip" : "awayChip");
  }

  place(x: number, y: number, alpha: number): void {
    const textWidth = this.#text.width * this.#scale;
    const chipWidth = this.#hasChip ? this.#chip.displayWidth : 0;
    const gap = this.#hasChip ? GAP_U : 0;
    const left = x - (textWidth + gap + chipWidth) / 2;
    this.#text.setPosition(left, y - ABOVE_U).setAlpha(alpha);
    this.#chip.setPosition(left + textWidth + gap + chipWidth / 2, y - ABOVE_U).setAlpha(alpha);
  }

  show(visible: boolean): void {
    this.#text.setVisible(visible);
    this.#chip.setVisible(visible && this.#hasChip);
  }
}
