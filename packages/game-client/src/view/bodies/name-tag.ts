import type { GameObjects } from "phaser";

import type { BodyView } from "../../connection/frame.ts";
import type { Label } from "../../drawing/labels/label-sheet.ts";
import { toCss, type Side } from "../../drawing/palette.ts";
import type { ViewContext } from "../../drawing/view-context.ts";

const BOT_CHIP = { text: "BOT", color: "#9fb4c9" } as const;
const AWAY_CHIP = { text: "AWAY", color: "#ffd166" } as const;

/** Height of a name in u, and in pixels on a screen where that is too small to read. */
const ROW_U = 0.5;
const ROW_PX = 14;

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

  /** Draws the name at `y`, or above the names that are there already. Returns the height that it has got. */
  draw(body: BodyView, side: Side, y: number, opacity: number): number {
    if (this.#isStale(body, side)) this.#find(body, side);
    const label = this.#label;
    this.#image.setVisible(label !== undefined);
    if (!label) return y;
    const { labels, names } = this.#context;
    labels.keep(label);
    const height = Math.max(ROW_U, ROW_PX * labels.unit);
    const free = names.find(body.x, y, label.frame.width * labels.unit, height);
    this.#image.setPosition(body.x, free).setAlpha(opacity);
    return free;
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
