import type { GameObjects } from "phaser";

import type { BodyView } from "../../connection/frame.ts";
import type { Label } from "../../drawing/labels/label-sheet.ts";
import { toCss, type Side } from "../../drawing/palette.ts";
import type { ViewContext } from "../../drawing/view-context.ts";

const BOT_CHIP = { text: "BOT", color: "#9fb4c9" } as const;
const AWAY_CHIP = { text: "AWAY", color: "#ffd166" } as const;

/** The name above a body in its side's colour, with a label for a bot or for a player whose connection is lost. */
export class NameTag {
  readonly #context: ViewContext;
  readonly #image: GameObjects.Image;
  #label: Label | undefined;
  #name = "";
  #bot = false;
  #connected = true;
  #side: Side = 2;

  constructor(context: ViewContext) {
    this.#context = context;
    this.#image = context.labels.image(context.layers.tags);
  }

  draw(body: BodyView, side: Side, y: number, opacity: number): void {
    if (this.#isStale(body, side)) this.#find(body, side);
    const label = this.#label;
    this.#image.setVisible(label !== undefined);
    if (!label) return;
    this.#context.labels.keep(label);
    this.#image.setPosition(body.x, y).setAlpha(opacity);
  }

  hide(): void {
    this.#image.setVisible(false);
  }

  #isStale({ name, bot, connected }: BodyView, side: Side): boolean {
    if (!this.#label || this.#label.used === 0) return true;
    return name !== this.#name || bot !== this.#bot || connected !== this.#connected || side !== this.#side;
  }

  #find({ name, bot, connected }: BodyView, side: Side): void {
    const { labels, colors } = this.#context;
    this.#name = name;
    this.#bot = bot;
    this.#connected = connected;
    this.#side = side;
    const chip = connected ? (bot ? BOT_CHIP : undefined) : AWAY_CHIP;
    this.#label = labels.find(name, { size: "name", color: toCss(colors.sides[side].tintLight), chip });
    if (this.#label) this.#image.setFrame(this.#label.frame);
  }
}
