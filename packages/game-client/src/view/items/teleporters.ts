import type { Arena } from "@fray/shared-state/arena/arena";
import type { Teleporter } from "@fray/shared-state/arena/layers/teleporters";
import type { GameObjects } from "phaser";

import { inView, type CameraView } from "../../drawing/camera-view.ts";
import { PAIR_TINTS } from "../../drawing/palette.ts";
import { pairSign } from "../../drawing/sprites/objective-sprites.ts";
import type { ViewContext } from "../../drawing/view-context.ts";
import { prefersReducedMotion } from "../../settings/reduced-motion.ts";

const TURN_PER_S = 0.9;

interface Pad {
  readonly place: Teleporter;
  readonly base: GameObjects.Image;
  readonly swirl: GameObjects.Image;
  readonly sign: GameObjects.Image;
}

/** The pads of teleporters. The two pads of a pair have the same hue and the same number of dots. */
export class Teleporters {
  readonly #pads: readonly Pad[];

  constructor({ sheet, layers }: ViewContext, { teleporters }: Arena) {
    this.#pads = teleporters.map((place) => {
      const pair = pairOf(teleporters, place);
      const tint = PAIR_TINTS[pair % PAIR_TINTS.length] ?? PAIR_TINTS[0];
      const pad = {
        place,
        base: sheet.image(layers.fixtures, "pad").setTint(tint),
        swirl: sheet.image(layers.light, "swirl").setTint(tint),
        sign: sheet.image(layers.items, pairSign(pair)).setTint(tint),
      };
      for (const image of [pad.base, pad.swirl, pad.sign]) image.setPosition(place.x, place.y);
      pad.swirl.setScale(sheet.unit * 0.72).setAlpha(0.85);
      return pad;
    });
  }

  draw(dt: number, cameraView: CameraView): void {
    const turn = prefersReducedMotion() ? 0 : TURN_PER_S * dt;
    for (const { place, base, swirl, sign } of this.#pads) {
      const visible = inView(cameraView, { left: place.x, top: place.y, right: place.x, bottom: place.y });
      base.setVisible(visible);
      swirl.setVisible(visible);
      sign.setVisible(visible);
      swirl.rotation -= turn;
    }
  }
}

/** Index of a pad's pair. Pairs are numbered in the order in which the map lists their first pads. */
function pairOf(pads: readonly Teleporter[], pad: Teleporter): number {
  const firsts = pads.filter((candidate, index) => pads.findIndex((other) => leadsTo(other, candidate)) >= index);
  const pair = firsts.findIndex((first) => first === pad || leadsTo(first, pad));
  return Math.max(0, pair);
}

const leadsTo = (from: Teleporter, to: Teleporter): boolean => from.toX === to.x && from.toY === to.y;
