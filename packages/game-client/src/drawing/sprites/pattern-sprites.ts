import { circle, TURN, type Sprite } from "./sprite.ts";

/** Inside both shapes of a body, and around its core. */
const OUTER_U = 0.45;
const INNER_U = 0.2;
const SIZE_U = 1;

type Draw = (context: CanvasRenderingContext2D) => void;

/** Patterns of hulls, white for a tint, pointing along +x. The number is the one of the look. */
export const PATTERN_SPRITES = {
  pattern1: pattern((context) => context.fillRect(-0.5, -0.11, 1, 0.22)),
  pattern2: pattern((context) => {
    for (const y of [-0.34, 0.2]) context.fillRect(-0.5, y, 1, 0.14);
  }),
  pattern3: pattern((context) => {
    context.fillRect(-0.5, -0.08, 1, 0.16);
    context.fillRect(-0.08, -0.5, 0.16, 1);
  }),
  pattern4: pattern((context) => {
    circle(context, 0, 0, 0.37);
    context.lineWidth = 0.1;
    context.stroke();
  }),
  pattern5: pattern((context) => context.fillRect(-0.5, -0.5, 1, 0.5)),
  pattern6: pattern((context) => {
    context.beginPath();
    context.moveTo(-0.42, -0.5);
    context.lineTo(0.22, 0);
    context.lineTo(-0.42, 0.5);
    context.lineWidth = 0.17;
    context.stroke();
  }),
  pattern7: pattern((context) => {
    for (let part = 0; part < 8; part += 2) {
      context.beginPath();
      context.moveTo(0, 0);
      context.arc(0, 0, 0.5, (part * TURN) / 8, ((part + 1) * TURN) / 8);
      context.closePath();
      context.fill();
    }
  }),
} as const satisfies Record<string, Sprite>;

function pattern(draw: Draw): Sprite {
  return {
    width: SIZE_U,
    height: SIZE_U,
    paint: (context) => {
      context.beginPath();
      context.arc(0, 0, OUTER_U, 0, TURN);
      context.arc(0, 0, INNER_U, 0, TURN, true);
      context.clip();
      context.fillStyle = "#fff";
      context.strokeStyle = "#fff";
      draw(context);
    },
  };
}
