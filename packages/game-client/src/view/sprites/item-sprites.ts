import { tableFrom } from "@fray/shared-state/by-name";
import { PAD_WEAPON_NAMES, type PadWeapon } from "@fray/shared-state/rules";

import { INK, toCss, type Colors } from "../../drawing/palette.ts";
import type { ItemName } from "../../drawing/sprites/sprite-names.ts";
import { circle, radial, type Sprite } from "../../drawing/sprites/sprite.ts";
import { WEAPON_LOOKS } from "../../weapons/index.ts";

/** Pickups. Each has its own shape that appears nowhere else. */
export function itemSprites(colors: Colors): Readonly<Record<ItemName, Sprite>> {
  const { tint } = colors;
  return {
    healthItem: { width: 1, height: 1, paint: (context) => paintHealth(context, toCss(tint.heal)) },
    armourItem: { width: 1, height: 1, paint: (context) => paintArmour(context, toCss(tint.armour)) },
    ammoItem: { width: 1, height: 1, paint: (context) => paintAmmo(context, toCss(tint.ammo)) },
    overdriveItem: { width: 1.8, height: 1.8, paint: (context) => paintOverdrive(context, toCss(tint.overdrive)) },
    itemPlace: { width: 1.3, height: 1.3, paint: paintPlace },
    ...weaponItems(),
  };
}

function weaponItems(): Readonly<Record<`${PadWeapon}Item`, Sprite>> {
  const sprites = PAD_WEAPON_NAMES.map((weapon): [`${PadWeapon}Item`, Sprite] => [
    `${weapon}Item`,
    {
      width: 1.4,
      height: 1.4,
      paint: (context) => paintWeapon(context, WEAPON_LOOKS[weapon].item.paint),
    },
  ]);
  return tableFrom(sprites);
}

/** Fills the current path with a dark outline around it. */
function outlined(context: CanvasRenderingContext2D, fill: string | CanvasGradient, outline = 0.09): void {
  context.lineJoin = "round";
  context.lineWidth = outline;
  context.strokeStyle = INK;
  context.stroke();
  context.fillStyle = fill;
  context.fill();
}

/** A gradient from top to bottom: from almost white to the colour itself. */
function lit(context: CanvasRenderingContext2D, color: string, half: number): CanvasGradient {
  const light = context.createLinearGradient(0, -half, 0, half);
  light.addColorStop(0, "#ffffff");
  light.addColorStop(0.5, color);
  light.addColorStop(1, color);
  return light;
}

/** A bright box with a cross. */
function paintHealth(context: CanvasRenderingContext2D, color: string): void {
  context.beginPath();
  context.roundRect(-0.36, -0.36, 0.72, 0.72, 0.16);
  outlined(context, lit(context, color, 0.36));
  context.beginPath();
  context.roundRect(-0.09, -0.25, 0.18, 0.5, 0.04);
  context.roundRect(-0.25, -0.09, 0.5, 0.18, 0.04);
  context.fillStyle = "#1f6b2f";
  context.fill();
}

/** A shield. */
function paintArmour(context: CanvasRenderingContext2D, color: string): void {
  shieldPath(context, 1);
  outlined(context, lit(context, color, 0.5));
  shieldPath(context, 0.62);
  context.fillStyle = "#35477a";
  context.fill();
  context.save();
  shieldPath(context, 0.62);
  context.clip();
  context.fillStyle = "rgba(255, 255, 255, 0.28)";
  context.fillRect(-0.5, -0.5, 0.5, 1);
  context.restore();
}

function shieldPath(context: CanvasRenderingContext2D, scale: number): void {
  context.beginPath();
  context.moveTo(0, -0.42 * scale);
  context.quadraticCurveTo(0.2 * scale, -0.3 * scale, 0.37 * scale, -0.3 * scale);
  context.bezierCurveTo(0.4 * scale, 0.1 * scale, 0.22 * scale, 0.32 * scale, 0, 0.44 * scale);
  context.bezierCurveTo(-0.22 * scale, 0.32 * scale, -0.4 * scale, 0.1 * scale, -0.37 * scale, -0.3 * scale);
  context.quadraticCurveTo(-0.2 * scale, -0.3 * scale, 0, -0.42 * scale);
  context.closePath();
}

/** Three rounds side by side. */
function paintAmmo(context: CanvasRenderingContext2D, color: string): void {
  for (const [x, y] of [
    [-0.25, 0.04],
    [0, -0.04],
    [0.25, 0.04],
  ] as const) {
    context.beginPath();
    context.moveTo(x - 0.095, y + 0.34);
    context.lineTo(x - 0.095, y - 0.12);
    context.quadraticCurveTo(x - 0.08, y - 0.3, x, y - 0.38);
    context.quadraticCurveTo(x + 0.08, y - 0.3, x + 0.095, y - 0.12);
    context.lineTo(x + 0.095, y + 0.34);
    context.closePath();
    outlined(context, lit(context, color, 0.4));
    context.fillStyle = "#8a5a14";
    context.fillRect(x - 0.095, y + 0.2, 0.19, 0.06);
  }
}

/** A dark round plate with a weapon's icon in white. */
function paintWeapon(context: CanvasRenderingContext2D, paintSign: (context: CanvasRenderingContext2D) => void): void {
  circle(context, 0, 0, 0.56);
  outlined(context, "#1c2836");
  circle(context, 0, 0, 0.52);
  context.lineWidth = 0.06;
  context.strokeStyle = "#dfe9f5";
  context.stroke();
  paintSign(context);
}

/** A bolt on a star with eight points. It stands out as the most wanted pickup. */
function paintOverdrive(context: CanvasRenderingContext2D, color: string): void {
  context.beginPath();
  for (let corner = 0; corner < 16; corner++) {
    const radius = corner % 2 === 0 ? 0.82 : 0.58;
    const angle = (corner * Math.PI) / 8;
    context.lineTo(Math.cos(angle) * radius, Math.sin(angle) * radius);
  }
  context.closePath();
  outlined(
    context,
    radial(context, 0.82, [
      [0, "#ff9ccc"],
      [0.55, color],
      [1, "#a3125a"],
    ]),
    0.1,
  );
  context.beginPath();
  context.moveTo(0.12, -0.52);
  context.lineTo(-0.3, 0.1);
  context.lineTo(-0.03, 0.1);
  context.lineTo(-0.12, 0.52);
  context.lineTo(0.3, -0.1);
  context.lineTo(0.03, -0.1);
  context.closePath();
  outlined(context, "#ffffff", 0.08);
}

/** The plate below a pickup. */
function paintPlace(context: CanvasRenderingContext2D): void {
  circle(context, 0, 0, 0.6);
  context.fillStyle = radial(context, 0.6, [
    [0, "rgba(255, 255, 255, 0.16)"],
    [0.85, "rgba(255, 255, 255, 0.05)"],
    [1, "rgba(255, 255, 255, 0.05)"],
  ]);
  context.fill();
  context.lineWidth = 0.05;
  context.setLineDash([0.24, 0.155]);
  circle(context, 0, 0, 0.56);
  context.strokeStyle = "rgba(255, 255, 255, 0.6)";
  context.stroke();
}
