import type { Special } from "@fray/shared-state/simulation/rules";
import { entriesOf, tableOf } from "@fray/shared-state/tables";

import { INK, SIDES, type Colors, type Side } from "../palette.ts";
import { circle, type Sprite } from "./sprite.ts";

export type BarrelName = `${Special}Barrel${Side}`;

/** Barrels come out of the body here, in u from the body's centre. */
const BARREL_FROM_U = 0.2;

/** What sticks out of a body says what its special is, and a band of paint whose it is. */
export function barrelSprites(colors: Colors): Readonly<Record<BarrelName, Sprite>> {
  const barrels = {
    rail: paintRailBarrel,
    scatter: paintScatterBarrel,
    rocket: paintRocketBarrel,
    orb: paintOrbBarrel,
  } satisfies Record<Special, PaintBarrel>;
  const sprites = SIDES.flatMap((side) =>
    entriesOf(barrels).map(([special, paint]): [BarrelName, Sprite] => [
      `${special}Barrel${side}`,
      {
        width: 1.02,
        height: 0.84,
        left: 0.16,
        paint: (context: CanvasRenderingContext2D) => paint(context, colors.sides[side].paint),
      },
    ]),
  );
  return tableOf(sprites);
}

type PaintBarrel = (context: CanvasRenderingContext2D, band: string) => void;

/** Two bars with a gap between them, longer than any other. */
const paintRailBarrel: PaintBarrel = (context, band) => {
  for (const side of [-1, 1]) {
    context.beginPath();
    context.roundRect(BARREL_FROM_U, side * 0.125 - 0.07, 0.84, 0.14, 0.04);
    fillSteel(context, -0.19, 0.19);
  }
  context.fillStyle = band;
  context.fillRect(0.78, -0.18, 0.1, 0.36);
};

/** Short, and wide at its mouth. */
const paintScatterBarrel: PaintBarrel = (context, band) => {
  context.beginPath();
  context.moveTo(BARREL_FROM_U, -0.16);
  context.lineTo(0.66, -0.17);
  context.lineTo(0.92, -0.36);
  context.lineTo(0.92, 0.36);
  context.lineTo(0.66, 0.17);
  context.lineTo(BARREL_FROM_U, 0.16);
  context.closePath();
  fillSteel(context, -0.36, 0.36);
  context.fillStyle = band;
  context.beginPath();
  context.moveTo(0.82, -0.255);
  context.lineTo(0.895, -0.31);
  context.lineTo(0.895, 0.31);
  context.lineTo(0.82, 0.255);
  context.closePath();
  context.fill();
};

/** A thick tube with the tip of a rocket in it. */
const paintRocketBarrel: PaintBarrel = (context, band) => {
  context.beginPath();
  context.moveTo(0.86, -0.16);
  context.quadraticCurveTo(1.06, -0.1, 1.12, 0);
  context.quadraticCurveTo(1.06, 0.1, 0.86, 0.16);
  context.closePath();
  context.lineWidth = 0.07;
  context.strokeStyle = INK;
  context.stroke();
  context.fillStyle = "#f4f8fc";
  context.fill();
  context.beginPath();
  context.roundRect(BARREL_FROM_U, -0.26, 0.72, 0.52, 0.07);
  fillSteel(context, -0.26, 0.26);
  context.fillStyle = band;
  context.fillRect(0.77, -0.23, 0.11, 0.46);
};

/** A claw that holds a ball. */
const paintOrbBarrel: PaintBarrel = (context, band) => {
  context.beginPath();
  context.roundRect(BARREL_FROM_U, -0.14, 0.46, 0.28, 0.05);
  fillSteel(context, -0.14, 0.14);
  circle(context, 0.86, 0, 0.2);
  context.fillStyle = band;
  context.fill();
  circle(context, 0.82, -0.05, 0.07);
  context.fillStyle = "rgba(255, 255, 255, 0.8)";
  context.fill();
  for (const [width, color] of [
    [0.19, INK],
    [0.1, "#a7b9cd"],
  ] as const) {
    context.beginPath();
    context.arc(0.86, 0, 0.26, Math.PI * 0.32, Math.PI * 1.68);
    context.lineWidth = width;
    context.strokeStyle = color;
    context.stroke();
  }
};

/** Fills the current path with steel that is lit from one side, from `top` to `bottom`. */
function fillSteel(context: CanvasRenderingContext2D, top: number, bottom: number): void {
  const steel = context.createLinearGradient(0, top, 0, bottom);
  steel.addColorStop(0, "#a7b9cd");
  steel.addColorStop(0.45, "#5d7087");
  steel.addColorStop(1, "#364658");
  context.fillStyle = steel;
  context.fill();
  context.lineWidth = 0.055;
  context.strokeStyle = INK;
  context.stroke();
}
