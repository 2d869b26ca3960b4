import { EMOTES } from "@fray/shared-state/protocol/messages";
import type { GameObjects } from "phaser";

import type { BodyView } from "../../connection/frame.ts";
import type { Side } from "../../drawing/palette.ts";
import { BUBBLE_TIP_U } from "../../drawing/sprites/emote-sprites.ts";
import type { ViewContext } from "../../drawing/view-context.ts";
import { prefersReducedMotion } from "../../settings/reduced-motion.ts";
import { NameTag } from "./name-tag.ts";

/** Heights above a body's centre in u: of its name, and of each sign that is stacked above. */
const NAME_U = 1.08;
const OWN_MARK_U = 1;
const FLAG_TOP_U = 1.65;
const SIGN_U = 0.5;
/** Distance of a flag behind the centre of its carrier. */
const BACK_U = 0.3;
const FLAG_SCALE = 1.35;
const EMOTE_S = 2.6;
const EMOTE_POP_S = 0.16;
const EMOTE_FADE_S = 0.35;

export interface Standing {
  readonly side: Side;
  readonly self: boolean;
  readonly leads: boolean;
}

/** Signs above and on a body: name (or the player's own mark), crown, carried flag, emote. */
export class BodySigns {
  readonly #unit: number;
  readonly #tag: NameTag;
  readonly #own: GameObjects.Image;
  readonly #crown: GameObjects.Image;
  readonly #flag: GameObjects.Image;
  readonly #bubble: GameObjects.Image;
  #carries = 0;
  #sinceEmote = Infinity;

  constructor(context: ViewContext) {
    const { sheet, layers } = context;
    this.#unit = sheet.unit;
    this.#tag = new NameTag(context);
    this.#flag = sheet.image(layers.rings, "flag1");
    this.#own = sheet.image(layers.tags, "ownMark");
    this.#crown = sheet.image(layers.tags, "crown");
    this.#bubble = sheet.image(layers.tags, "helloEmote");
  }

  /** Shows an emote's bubble for a while; `emote` is an index into `EMOTES`. */
  emote(emote: number): void {
    const name = EMOTES[emote];
    if (!name) return;
    this.#bubble.setFrame(`${name}Emote`);
    this.#sinceEmote = 0;
  }

  reset(): void {
    this.#sinceEmote = Infinity;
  }

  hide(): void {
    this.#tag.hide();
    for (const sign of [this.#own, this.#crown, this.#flag, this.#bubble]) sign.setVisible(false);
  }

  draw(body: BodyView, { side, self, leads }: Standing, dt: number, opacity: number): void {
    let top = self ? OWN_MARK_U : NAME_U;
    this.#drawFlag(body);
    if (body.carries > 0) top = Math.max(top, FLAG_TOP_U);
    this.#own.setVisible(self);
    if (self) {
      this.#tag.hide();
      this.#own.setPosition(body.x, body.y - top);
    } else {
      top = body.y - this.#tag.draw(body, side, body.y - top, 0.95 * opacity);
    }
    this.#crown.setVisible(leads);
    if (leads) {
      top += SIGN_U;
      this.#crown.setPosition(body.x, body.y - top);
    }
    this.#drawEmote(body, top + SIGN_U / 2, dt);
  }

  #drawFlag({ x, y, aim, carries }: BodyView): void {
    this.#flag.setVisible(carries > 0);
    if (carries === 0) return;
    if (carries !== this.#carries) {
      this.#carries = carries;
      this.#flag.setFrame(carries === 1 ? "flag1" : "flag2");
    }
    this.#flag.setScale(this.#unit * FLAG_SCALE);
    this.#flag.setPosition(x - Math.cos(aim) * BACK_U, y - Math.sin(aim) * BACK_U - 0.1);
  }

  #drawEmote({ x, y }: BodyView, above: number, dt: number): void {
    const visible = this.#sinceEmote < EMOTE_S;
    this.#bubble.setVisible(visible);
    if (!visible) return;
    const grown = prefersReducedMotion() ? 1 : Math.min(1, this.#sinceEmote / EMOTE_POP_S);
    const size = grown * (1 + 0.25 * (1 - grown));
    this.#bubble.setScale(this.#unit * size).setPosition(x, y - above - BUBBLE_TIP_U * size);
    this.#bubble.setAlpha(Math.min(1, (EMOTE_S - this.#sinceEmote) / EMOTE_FADE_S));
    this.#sinceEmote += dt;
  }
}
