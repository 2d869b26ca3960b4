import { circle, linear, radial, type Sprite } from "./sprite.ts";

/** Where a streak's bright head ends, from the sprite's centre in u: the shot's place lies there. */
export const STREAK_LENGTH_U = 1.9;

export const EFFECT_SPRITES = {
  ownStreak: {
    width: STREAK_LENGTH_U + 0.4,
    height: 0.6,
    paint: (context) => paintStreak(context, "76, 201, 240", 0.065),
  },
  otherStreak: { width: STREAK_LENGTH_U + 0.4, height: 0.6, paint: paintOtherStreak },
  beam: { width: 1, height: 0.7, paint: paintBeam },
  flash: { width: 1.4, height: 1.2, paint: paintFlash },
  glow: { width: 2, height: 2, paint: paintGlow },
  spark: { width: 0.6, height: 0.14, paint: paintSpark },
  wave: { width: 2.2, height: 2.2, paint: paintWave },
  shard: { width: 0.4, height: 0.4, paint: paintShard },
  puff: { width: 0.8, height: 0.8, paint: paintPuff },
  stain: { width: 2.6, height: 2.6, paint: paintStain },
  hurtArc: { width: 3.4, height: 3.4, paint: paintHurtArc },
} as const satisfies Record<string, Sprite>;

/** A tapering tail, a coloured glow and a white-hot core; the head's tip at +STREAK_LENGTH_U / 2. */
function paintStreak(context: CanvasRenderingContext2D, rgb: string, half: number): void {
  const head = STREAK_LENGTH_U / 2;
  taper(context, -head, head, half * 3.4);
  context.fillStyle = linear(context, -head, head, [
    [0, `rgba(${rgb}, 0)`],
    [0.6, `rgba(${rgb}, 0.12)`],
    [1, `rgba(${rgb}, 0.34)`],
  ]);
  context.fill();
  taper(context, -head, head, half * 1.6);
  context.fillStyle = linear(context, -head, head, [
    [0, `rgba(${rgb}, 0)`],
    [0.5, `rgba(${rgb}, 0.5)`],
    [1, `rgba(${rgb}, 1)`],
  ]);
  context.fill();
  taper(context, -head * 0.2, head - 0.02, half * 0.85);
  context.fillStyle = linear(context, -head * 0.2, head, [
    [0, "rgba(255, 255, 255, 0)"],
    [0.55, "rgba(255, 255, 255, 0.85)"],
    [1, "#fff"],
  ]);
  context.fill();
}

/** Told from an own shot by its bead as well as by its colour. */
function paintOtherStreak(context: CanvasRenderingContext2D): void {
  paintStreak(context, "248, 140, 24", 0.06);
  const bead = STREAK_LENGTH_U / 2 - 0.12;
  context.fillStyle = "rgb(255, 190, 90)";
  circle(context, bead, 0, 0.105);
  context.fill();
  context.fillStyle = "#fff";
  circle(context, bead, 0, 0.065);
  context.fill();
}

/** A slice of the rail's beam, the same along its whole length: it is stretched to the length it needs. */
function paintBeam(context: CanvasRenderingContext2D): void {
  const across = context.createLinearGradient(0, -0.35, 0, 0.35);
  for (const [place, alpha] of [
    [0, 0],
    [0.3, 0.16],
    [0.43, 0.55],
    [0.47, 1],
    [0.53, 1],
    [0.57, 0.55],
    [0.7, 0.16],
    [1, 0],
  ] as const) {
    across.addColorStop(place, `rgba(255, 255, 255, ${alpha})`);
  }
  context.fillStyle = across;
  context.fillRect(-0.5, -0.35, 1, 0.7);
}

function taper(context: CanvasRenderingContext2D, tail: number, head: number, half: number): void {
  context.beginPath();
  context.moveTo(tail, 0);
  context.lineTo(head - half, -half);
  context.arc(head - half, 0, half, -Math.PI / 2, Math.PI / 2);
  context.closePath();
}

/** A muzzle flash whose root is at the sprite's centre. */
function paintFlash(context: CanvasRenderingContext2D): void {
  const bloom = radial(context, 0.56, [
    [0, "rgba(255, 255, 255, 0.85)"],
    [0.3, "rgba(255, 255, 255, 0.35)"],
    [1, "rgba(255, 255, 255, 0)"],
  ]);
  circle(context, 0, 0, 0.56);
  context.fillStyle = bloom;
  context.fill();
  for (const [angle, length, half] of [
    [0, 0.66, 0.12],
    [0.75, 0.36, 0.07],
    [-0.75, 0.36, 0.07],
  ] as const) {
    context.save();
    context.rotate(angle);
    context.beginPath();
    context.moveTo(0, -half);
    context.lineTo(length, 0);
    context.lineTo(0, half);
    context.closePath();
    context.fillStyle = linear(context, 0, length, [
      [0, "#fff"],
      [1, "rgba(255, 255, 255, 0.15)"],
    ]);
    context.fill();
    context.restore();
  }
}

function paintGlow(context: CanvasRenderingContext2D): void {
  circle(context, 0, 0, 1);
  context.fillStyle = radial(context, 1, [
    [0, "rgba(255, 255, 255, 0.9)"],
    [0.25, "rgba(255, 255, 255, 0.4)"],
    [0.6, "rgba(255, 255, 255, 0.09)"],
    [1, "rgba(255, 255, 255, 0)"],
  ]);
  context.fill();
}

function paintSpark(context: CanvasRenderingContext2D): void {
  context.beginPath();
  context.moveTo(-0.28, 0);
  context.lineTo(0.16, -0.05);
  context.lineTo(0.28, 0);
  context.lineTo(0.16, 0.05);
  context.closePath();
  context.fillStyle = linear(context, -0.28, 0.28, [
    [0, "rgba(255, 255, 255, 0)"],
    [0.8, "#fff"],
  ]);
  context.fill();
}

function paintWave(context: CanvasRenderingContext2D): void {
  circle(context, 0, 0, 1.05);
  context.fillStyle = radial(context, 1.05, [
    [0.62, "rgba(255, 255, 255, 0)"],
    [0.86, "rgba(255, 255, 255, 0.28)"],
    [0.93, "rgba(255, 255, 255, 0.95)"],
    [0.97, "rgba(255, 255, 255, 0.5)"],
    [1, "rgba(255, 255, 255, 0)"],
  ]);
  context.fill();
}

function paintShard(context: CanvasRenderingContext2D): void {
  context.beginPath();
  context.moveTo(-0.16, -0.09);
  context.lineTo(0.09, -0.15);
  context.lineTo(0.17, 0.06);
  context.lineTo(-0.06, 0.15);
  context.closePath();
  context.fillStyle = "#fff";
  context.fill();
  context.lineWidth = 0.03;
  context.strokeStyle = "rgba(10, 16, 24, 0.6)";
  context.stroke();
}

function paintPuff(context: CanvasRenderingContext2D): void {
  circle(context, 0, 0, 0.4);
  context.fillStyle = radial(context, 0.4, [
    [0, "rgba(255, 255, 255, 0.55)"],
    [0.6, "rgba(255, 255, 255, 0.25)"],
    [1, "rgba(255, 255, 255, 0)"],
  ]);
  context.fill();
}

/** Soot where somebody died: a soft blot with a few rays, always the same. */
function paintStain(context: CanvasRenderingContext2D): void {
  circle(context, 0, 0, 0.95);
  context.fillStyle = radial(context, 0.95, [
    [0, "rgba(255, 255, 255, 0.8)"],
    [0.5, "rgba(255, 255, 255, 0.45)"],
    [1, "rgba(255, 255, 255, 0)"],
  ]);
  context.fill();
  for (let ray = 0; ray < 11; ray++) {
    const length = 0.75 + ((ray * 7) % 5) * 0.12;
    context.save();
    context.rotate(ray * 0.571 + (ray % 3) * 0.13);
    context.beginPath();
    context.moveTo(0.2, -0.09);
    context.lineTo(length, 0);
    context.lineTo(0.2, 0.09);
    context.closePath();
    context.fillStyle = "rgba(255, 255, 255, 0.2)";
    context.fill();
    context.restore();
  }
}

/** A bow on the side (+x) from which the player was hit. */
function paintHurtArc(context: CanvasRenderingContext2D): void {
  const spread = 0.42;
  for (const [width, alpha] of [
    [0.2, 0.25],
    [0.08, 1],
  ] as const) {
    context.beginPath();
    context.arc(0, 0, 1.5, -spread, spread);
    context.lineWidth = width;
    context.lineCap = "round";
    context.strokeStyle = `rgba(255, 255, 255, ${alpha})`;
    context.stroke();
  }
}
