import type { Weapon } from "@fray/shared-state/simulation/rules";
import { entriesOf, tableOf } from "@fray/shared-state/tables";

import { INK, SIDES, withAlpha, type Colors, type Side, type SideColors } from "../palette.ts";
import { circle, linear, radial, TURN, type Sprite } from "./sprite.ts";

/** Length in u of a streak at full stretch; the shot's place is at its bright head, half of this ahead of the centre. */
export const STREAK_LENGTH_U = { pulse: 1.9, scatter: 0.8 } as const;

export type Flying = Exclude<Weapon, "rail">;
export type ShotName = `${Flying}${Side}${"Friend" | "Foe"}`;

type PaintShot = (context: CanvasRenderingContext2D, colors: SideColors, foe: boolean) => void;

interface ShotPainter {
  readonly width: number;
  readonly height: number;
  readonly paint: PaintShot;
}

const PAINTERS: Readonly<Record<Flying, ShotPainter>> = {
  pulse: { width: 2.3, height: 0.7, paint: (...shot) => paintStreak(...shot, STREAK_LENGTH_U.pulse, 0.065) },
  scatter: { width: 1.2, height: 0.5, paint: (...shot) => paintStreak(...shot, STREAK_LENGTH_U.scatter, 0.05) },
  rocket: { width: 1.2, height: 0.8, paint: paintRocket },
  orb: { width: 1, height: 1, paint: paintOrb },
};

/** Each shot in both sides' colours, and once for friends and once for foes: what can hurt has points. */
export function shotSprites(colors: Colors): Readonly<Record<ShotName, Sprite>> {
  const sprites = entriesOf(PAINTERS).flatMap(([weapon, { width, height, paint }]) =>
    SIDES.flatMap((side) =>
      (["Friend", "Foe"] as const).map((who): [ShotName, Sprite] => [
        `${weapon}${side}${who}` as const,
        {
          width,
          height,
          paint: (context: CanvasRenderingContext2D) => paint(context, colors.sides[side], who === "Foe"),
        },
      ]),
    ),
  );
  return tableOf(sprites);
}

/** A tapering tail, a coloured glow and a white-hot core; a foe's has a barbed head. Drawn as light. */
function paintStreak(
  context: CanvasRenderingContext2D,
  { paint, paintLight }: SideColors,
  foe: boolean,
  length: number,
  half: number,
): void {
  const head = length / 2;
  taper(context, -head, head, half * 3.4);
  context.fillStyle = linear(context, -head, head, [
    [0, withAlpha(paint, 0)],
    [0.6, withAlpha(paint, 0.12)],
    [1, withAlpha(paint, 0.34)],
  ]);
  context.fill();
  taper(context, -head, head, half * 1.6);
  context.fillStyle = linear(context, -head, head, [
    [0, withAlpha(paint, 0)],
    [0.5, withAlpha(paint, 0.5)],
    [1, paint],
  ]);
  context.fill();
  if (foe) paintBarbs(context, head, half, paint, paintLight);
  taper(context, -head * 0.2, head - 0.02, half * 0.85);
  context.fillStyle = linear(context, -head * 0.2, head, [
    [0, "rgba(255, 255, 255, 0)"],
    [0.55, "rgba(255, 255, 255, 0.85)"],
    [1, "#fff"],
  ]);
  context.fill();
}

function paintBarbs(
  context: CanvasRenderingContext2D,
  head: number,
  half: number,
  paint: string,
  paintLight: string,
): void {
  const size = half * 3;
  for (const [scale, color] of [
    [1, paint],
    [0.55, paintLight],
  ] as const) {
    context.beginPath();
    context.moveTo(head + 0.02, 0);
    context.lineTo(head - size * 1.1 * scale, -size * scale);
    context.lineTo(head - size * 0.7 * scale, 0);
    context.lineTo(head - size * 1.1 * scale, size * scale);
    context.closePath();
    context.fillStyle = color;
    context.fill();
  }
}

/** Pointed at the back, round at the front. */
function taper(context: CanvasRenderingContext2D, from: number, to: number, half: number): void {
  const shoulder = to - half;
  context.beginPath();
  context.moveTo(from, 0);
  context.lineTo(shoulder, -half);
  context.arc(shoulder, 0, half, -Math.PI / 2, Math.PI / 2);
  context.closePath();
}

/** A friend's is a smooth capsule, a foe's a dart with fins. The nose is the shot's place. */
function paintRocket(
  context: CanvasRenderingContext2D,
  { paint, paintDeep, paintLight }: SideColors,
  foe: boolean,
): void {
  context.lineJoin = "round";
  context.lineWidth = 0.06;
  context.strokeStyle = INK;
  if (foe) {
    context.beginPath();
    context.moveTo(-0.42, -0.3);
    context.lineTo(-0.1, -0.12);
    context.lineTo(-0.1, 0.12);
    context.lineTo(-0.42, 0.3);
    context.closePath();
    context.stroke();
    context.fillStyle = paintDeep;
    context.fill();
  }
  const half = 0.145;
  context.beginPath();
  context.moveTo(-0.38, -half);
  context.lineTo(0.14, -half);
  if (foe) context.lineTo(0.44, 0);
  else context.bezierCurveTo(0.46, -half, 0.46, half, 0.14, half);
  context.lineTo(0.14, half);
  context.lineTo(-0.38, half);
  context.closePath();
  const hull = context.createLinearGradient(0, -half, 0, half);
  hull.addColorStop(0, "#ffffff");
  hull.addColorStop(1, "#aebfd2");
  context.fillStyle = hull;
  context.stroke();
  context.fill();
  context.save();
  context.clip();
  context.fillStyle = paint;
  context.fillRect(0.1, -half, 0.5, half * 2);
  context.fillRect(-0.3, -half, 0.12, half * 2);
  context.fillStyle = paintLight;
  context.fillRect(0.1, -half, 0.05, half * 2);
  context.restore();
}

/** A friend's is smooth, a foe's has spikes all around. */
function paintOrb(context: CanvasRenderingContext2D, { paint, paintLight, paintDeep }: SideColors, foe: boolean): void {
  if (foe) {
    context.beginPath();
    for (let corner = 0; corner < 16; corner++) {
      const radius = corner % 2 === 0 ? 0.42 : 0.27;
      context.lineTo(Math.cos((corner / 16) * TURN) * radius, Math.sin((corner / 16) * TURN) * radius);
    }
    context.closePath();
    context.lineJoin = "round";
    context.lineWidth = 0.07;
    context.strokeStyle = INK;
    context.stroke();
    context.fillStyle = paint;
    context.fill();
  }
  circle(context, 0, 0, 0.27);
  context.lineWidth = 0.07;
  context.strokeStyle = INK;
  context.stroke();
  context.fillStyle = radial(context, 0.28, [
    [0, "#ffffff"],
    [0.4, paintLight],
    [0.75, paint],
    [1, paintDeep],
  ]);
  context.fill();
}
