import { tableFrom } from "@fray/shared-state/by-name";
import { EMOTES, type Emote } from "@fray/shared-state/protocol/messages";

import { EMOTE_ICONS } from "../../icons/emote-icons.ts";
import { INK } from "../palette.ts";
import type { Sprite } from "./sprite.ts";

export type EmoteName = `${Emote}Emote`;

/** Distance of a bubble's tip below the middle of the image, in u. */
export const BUBBLE_TIP_U = 0.72;

/** Bubbles with the same icons as the emote wheel. */
export const EMOTE_SPRITES: Readonly<Record<EmoteName, Sprite>> = tableFrom(
  EMOTES.map((emote) => [
    `${emote}Emote` as const,
    { width: 1.5, height: 1.6, paint: (context: CanvasRenderingContext2D) => paintBubble(context, emote) },
  ]),
);

function paintBubble(context: CanvasRenderingContext2D, emote: Emote): void {
  context.beginPath();
  context.roundRect(-0.6, -0.68, 1.2, 1.1, 0.34);
  context.moveTo(-0.16, 0.4);
  context.lineTo(0, BUBBLE_TIP_U);
  context.lineTo(0.16, 0.4);
  context.lineJoin = "round";
  context.lineWidth = 0.12;
  context.strokeStyle = INK;
  context.stroke();
  context.fillStyle = "#f3f8fd";
  context.fill();
  context.translate(0, -0.13);
  context.scale(0.042, 0.042);
  const { solid, lines } = EMOTE_ICONS[emote];
  context.fillStyle = "#162433";
  context.fill(pathOf(solid));
  context.lineWidth = 2;
  context.lineCap = "round";
  context.strokeStyle = "#162433";
  context.stroke(pathOf(lines));
}

const pathOf = (svg: string): Path2D => new Path2D(svg);
