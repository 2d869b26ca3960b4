import { INK, type Colors, type Side, type SideColors } from "../palette.ts";
import { HEALTH_RING } from "./ring-sprites.ts";
import { circle, radial, roundedPolygon, type Sprite } from "./sprite.ts";

const SIZE_U = 1.3;
const WHITE = "#f6fbff";

/** A hull that a tint colours. */
const NEUTRAL = { paint: "#e4e9ee", paintLight: "#ffffff", paintDeep: "#9aa3ad" };

/** Bodies and the signs on them, for each side. The shape shows the side without the colour. */
export function bodySprites(colors: Colors) {
  const blue = colors.sides[1];
  const orange = colors.sides[2];
  return {
    body1: { width: SIZE_U, height: SIZE_U, paint: (context) => paintBody(context, 1, blue) },
    body2: { width: SIZE_U, height: SIZE_U, paint: (context) => paintBody(context, 2, orange) },
    hull1: { width: SIZE_U, height: SIZE_U, paint: (context) => paintBody(context, 1, NEUTRAL) },
    hull2: { width: SIZE_U, height: SIZE_U, paint: (context) => paintBody(context, 2, NEUTRAL) },
    ghost1: { width: SIZE_U, height: SIZE_U, paint: (context) => paintGhost(context, 1) },
    ghost2: { width: SIZE_U, height: SIZE_U, paint: (context) => paintGhost(context, 2) },
    ownCore: { width: 0.8, height: 0.8, paint: paintOwnCore },
    ownMark: { width: 0.5, height: 0.4, paint: paintOwnMark },
    base: { width: 1.7, height: 1.9, paint: paintBase },
    shell: { width: 2, height: 2, paint: paintShell },
    overdriven: { width: 3, height: 3, paint: paintOverdriven },
    crown: { width: 0.8, height: 0.6, paint: paintCrown },
  } as const satisfies Record<string, Sprite>;
}

/** The outline of a side's body, `grown` u larger on every side: round or hexagonal. */
export function sideShape(context: CanvasRenderingContext2D, side: Side, grown = 0): void {
  if (side === 1) circle(context, 0, 0, 0.51 + grown);
  else roundedPolygon(context, 6, 0.6 + grown, 0.13);
}

/**
 * A lit, slightly domed plate with a dark outline, a light rim inside it, a core of the same shape and a notch at the
 * front.
 */
function paintBody(
  context: CanvasRenderingContext2D,
  side: Side,
  { paint, paintLight, paintDeep }: Pick<SideColors, "paint" | "paintLight" | "paintDeep">,
): void {
  sideShape(context, side);
  context.fillStyle = radial(context, 0.62, [
    [0, paintLight],
    [0.5, paint],
    [1, paintDeep],
  ]);
  context.fill();
  context.save();
  context.clip();
  context.lineWidth = 0.17;
  context.strokeStyle = "rgba(255, 255, 255, 0.3)";
  context.stroke();
  context.restore();
  context.lineWidth = 0.07;
  context.strokeStyle = INK;
  context.stroke();
  sideShape(context, side, -0.27);
  context.fillStyle = "rgba(8, 20, 32, 0.5)";
  context.fill();
  sideShape(context, side, -0.41);
  context.fillStyle = paintLight;
  context.fill();
  context.beginPath();
  context.moveTo(0.44, 0);
  context.lineTo(0.345, -0.085);
  context.lineTo(0.345, 0.085);
  context.closePath();
  context.fillStyle = WHITE;
  context.fill();
}

function paintGhost(context: CanvasRenderingContext2D, side: Side): void {
  sideShape(context, side, -0.01);
  context.fillStyle = radial(context, 0.6, [
    [0, "rgba(255, 255, 255, 0.35)"],
    [1, "rgba(255, 255, 255, 0.95)"],
  ]);
  context.fill();
}

/** Only the player's own body has a bright core with a ring around it. */
function paintOwnCore(context: CanvasRenderingContext2D): void {
  circle(context, 0, 0, 0.3);
  context.fillStyle = "rgba(8, 20, 32, 0.55)";
  context.fill();
  context.lineWidth = 0.06;
  context.strokeStyle = WHITE;
  context.stroke();
  circle(context, 0, 0, 0.16);
  context.fillStyle = "#fff";
  context.fill();
}

/** A mark above the player's own body, in the place of the name that other bodies have. */
function paintOwnMark(context: CanvasRenderingContext2D): void {
  context.beginPath();
  context.moveTo(-0.17, -0.11);
  context.lineTo(0.17, -0.11);
  context.lineTo(0, 0.13);
  context.closePath();
  context.lineJoin = "round";
  context.lineWidth = 0.1;
  context.strokeStyle = INK;
  context.stroke();
  context.fillStyle = "#fff";
  context.fill();
}

/** A body's shadow with the dark track of its health ring. */
function paintBase(context: CanvasRenderingContext2D): void {
  context.save();
  context.translate(0.08, 0.18);
  circle(context, 0, 0, 0.76);
  context.fillStyle = radial(context, 0.76, [
    [0, "rgba(0, 0, 0, 0.5)"],
    [0.6, "rgba(0, 0, 0, 0.4)"],
    [1, "rgba(0, 0, 0, 0)"],
  ]);
  context.fill();
  context.restore();
  circle(context, 0, 0, HEALTH_RING.radius);
  context.lineWidth = HEALTH_RING.width;
  context.strokeStyle = "rgba(58, 74, 92, 0.75)";
  context.stroke();
}

function paintShell(context: CanvasRenderingContext2D): void {
  circle(context, 0, 0, 0.95);
  context.fillStyle = radial(context, 0.95, [
    [0, "rgba(255, 255, 255, 0.02)"],
    [0.7, "rgba(255, 255, 255, 0.12)"],
    [0.86, "rgba(255, 255, 255, 0.42)"],
    [0.9, "rgba(255, 255, 255, 0.9)"],
    [0.93, "rgba(255, 255, 255, 0.3)"],
    [1, "rgba(255, 255, 255, 0)"],
  ]);
  context.fill();
}

/** A corona of rays for a body with the Overdrive. It is visible from far away because this body deals more damage. */
function paintOverdriven(context: CanvasRenderingContext2D): void {
  circle(context, 0, 0, 1.4);
  context.fillStyle = radial(context, 1.4, [
    [0.25, "rgba(255, 255, 255, 0.85)"],
    [0.5, "rgba(255, 255, 255, 0.38)"],
    [1, "rgba(255, 255, 255, 0)"],
  ]);
  context.fill();
  for (let ray = 0; ray < 10; ray++) {
    const length = ray % 2 === 0 ? 1.42 : 1.12;
    context.save();
    context.rotate(ray * (Math.PI / 5));
    context.beginPath();
    context.moveTo(0.55, -0.13);
    context.lineTo(length, 0);
    context.lineTo(0.55, 0.13);
    context.closePath();
    context.fillStyle = "rgba(255, 255, 255, 0.75)";
    context.fill();
    context.restore();
  }
}

function paintCrown(context: CanvasRenderingContext2D): void {
  context.beginPath();
  context.moveTo(-0.27, 0.17);
  context.lineTo(-0.31, -0.12);
  context.lineTo(-0.14, 0.02);
  context.lineTo(0, -0.2);
  context.lineTo(0.14, 0.02);
  context.lineTo(0.31, -0.12);
  context.lineTo(0.27, 0.17);
  context.closePath();
  context.lineJoin = "round";
  context.lineWidth = 0.1;
  context.strokeStyle = INK;
  context.stroke();
  const gold = context.createLinearGradient(0, -0.2, 0, 0.2);
  gold.addColorStop(0, "#fff3c4");
  gold.addColorStop(0.5, "#ffd166");
  gold.addColorStop(1, "#e09f1f");
  context.fillStyle = gold;
  context.fill();
  context.fillStyle = "#fff8e1";
  for (const [x, y] of [
    [-0.31, -0.13],
    [0, -0.21],
    [0.31, -0.13],
  ] as const) {
    circle(context, x, y, 0.045);
    context.fill();
  }
}
