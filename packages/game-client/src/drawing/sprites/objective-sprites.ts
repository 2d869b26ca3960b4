import { INK, PAIR_TINTS, type Colors, type Side, type SideColors } from "../palette.ts";
import { sideShape } from "./body-sprites.ts";
import { circle, radial, TURN, type Sprite } from "./sprite.ts";

export type PairSignName = `pairSign${number}`;

/** Fixed things on the ground: flags with their stands, and the pads of teleporters. */
export function objectiveSprites(colors: Colors) {
  const blue = colors.sides[1];
  const orange = colors.sides[2];
  return {
    flag1: { width: 1.5, height: 1.8, paint: (context) => paintFlag(context, 1, blue) },
    flag2: { width: 1.5, height: 1.8, paint: (context) => paintFlag(context, 2, orange) },
    stand1: { width: 2.4, height: 2.4, paint: (context) => paintStand(context, 1, blue) },
    stand2: { width: 2.4, height: 2.4, paint: (context) => paintStand(context, 2, orange) },
    pad: { width: 2, height: 2, paint: paintPad },
  } as const satisfies Record<string, Sprite>;
}

/** The foot of a flag's pole is the middle of the image. The cloth shows the shape of its side. */
function paintFlag(context: CanvasRenderingContext2D, side: Side, { paint, paintLight, paintDeep }: SideColors): void {
  context.lineJoin = "round";
  context.lineCap = "round";
  context.beginPath();
  context.moveTo(0.02, -0.82);
  context.quadraticCurveTo(0.22, -0.92, 0.38, -0.81);
  context.quadraticCurveTo(0.54, -0.71, 0.7, -0.8);
  context.lineTo(0.7, -0.33);
  context.quadraticCurveTo(0.54, -0.23, 0.38, -0.33);
  context.quadraticCurveTo(0.22, -0.43, 0.02, -0.34);
  context.closePath();
  context.lineWidth = 0.09;
  context.strokeStyle = INK;
  context.stroke();
  const cloth = context.createLinearGradient(0, 0, 0.7, 0);
  cloth.addColorStop(0, paintDeep);
  cloth.addColorStop(0.28, paintLight);
  cloth.addColorStop(0.6, paint);
  cloth.addColorStop(1, paintDeep);
  context.fillStyle = cloth;
  context.fill();
  context.save();
  context.translate(0.36, -0.58);
  context.scale(0.26, 0.26);
  sideShape(context, side);
  context.fillStyle = "rgba(255, 255, 255, 0.95)";
  context.fill();
  context.restore();
  for (const [width, color] of [
    [0.15, INK],
    [0.075, "#e6eef7"],
  ] as const) {
    context.beginPath();
    context.moveTo(0, 0);
    context.lineTo(0, -0.86);
    context.lineWidth = width;
    context.strokeStyle = color;
    context.stroke();
  }
}

/** A plate in the shape and colour of its side, with a socket for the pole. */
function paintStand(context: CanvasRenderingContext2D, side: Side, { paint }: SideColors): void {
  sideShape(context, side, 0.5);
  context.fillStyle = "rgba(8, 13, 20, 0.55)";
  context.fill();
  context.lineWidth = 0.1;
  context.strokeStyle = paint;
  context.stroke();
  sideShape(context, side, 0.3);
  context.lineWidth = 0.035;
  context.globalAlpha = 0.6;
  context.stroke();
  context.globalAlpha = 1;
  circle(context, 0, 0, 0.2);
  context.fillStyle = "#2a3a4d";
  context.fill();
  context.lineWidth = 0.06;
  context.strokeStyle = paint;
  context.stroke();
}

/** A round hole in the floor with a rim. It is white, so that it can be tinted. */
function paintPad(context: CanvasRenderingContext2D): void {
  circle(context, 0, 0, 0.78);
  context.fillStyle = radial(context, 0.78, [
    [0, "rgba(4, 7, 12, 0.95)"],
    [0.7, "rgba(6, 10, 16, 0.85)"],
    [1, "rgba(10, 16, 24, 0.6)"],
  ]);
  context.fill();
  circle(context, 0, 0, 0.86);
  context.lineWidth = 0.12;
  context.strokeStyle = INK;
  context.stroke();
  context.lineWidth = 0.07;
  context.strokeStyle = "#fff";
  context.stroke();
}

/** Name of the sign of a pair; `pair` is its index in the map's list of pairs. */
export const pairSign = (pair: number): PairSignName => `pairSign${pair % PAIR_TINTS.length}`;

/** As many dots on the rim as the pair's number, so that pairs can be told apart without colour. */
export const PAIR_SIGN_SPRITES: Readonly<Record<PairSignName, Sprite>> = Object.fromEntries(
  PAIR_TINTS.map((_, pair) => [
    pairSign(pair),
    { width: 2, height: 2, paint: (context: CanvasRenderingContext2D) => paintDots(context, pair + 1) },
  ]),
);

function paintDots(context: CanvasRenderingContext2D, count: number): void {
  for (let dot = 0; dot < count; dot++) {
    const angle = -TURN / 4 + (dot / count) * TURN;
    circle(context, Math.cos(angle) * 0.86, Math.sin(angle) * 0.86, 0.11);
    context.lineWidth = 0.06;
    context.strokeStyle = INK;
    context.stroke();
    context.fillStyle = "#fff";
    context.fill();
  }
}
