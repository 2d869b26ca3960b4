import { circle, linear, radial, TURN, type Sprite } from "./sprite.ts";

/** Sprites that add light, in the colour of their tint. */
export const LIGHT_SPRITES = {
  beamFriend: { width: 1, height: 0.7, paint: (context) => paintBeam(context, ONE_LINE) },
  beamFoe: { width: 1, height: 0.7, paint: (context) => paintBeam(context, TWO_LINES) },
  flash: { width: 1.4, height: 1.2, paint: paintFlash },
  glow: { width: 2, height: 2, paint: paintGlow },
  spark: { width: 0.6, height: 0.14, paint: paintSpark },
  wave: { width: 2.2, height: 2.2, paint: paintWave },
  flame: { width: 1, height: 0.5, paint: paintFlame },
  swirl: { width: 2.2, height: 2.2, paint: paintSwirl },
} as const satisfies Record<string, Sprite>;

/** Opacity across a beam, as [place 0..1, opacity]. */
type Profile = readonly (readonly [number, number])[];

const ONE_LINE: Profile = [
  [0, 0],
  [0.3, 0.16],
  [0.43, 0.55],
  [0.47, 1],
  [0.53, 1],
  [0.57, 0.55],
  [0.7, 0.16],
  [1, 0],
];
/** An enemy's beam differs in shape as well as in colour. */
const TWO_LINES: Profile = [
  [0, 0],
  [0.24, 0.16],
  [0.33, 0.9],
  [0.39, 1],
  [0.45, 0.3],
  [0.55, 0.3],
  [0.61, 1],
  [0.67, 0.9],
  [0.76, 0.16],
  [1, 0],
];

/** A slice of the rail's beam. It is the same along the whole beam, so it is stretched to the length of the beam. */
function paintBeam(context: CanvasRenderingContext2D, profile: Profile): void {
  const across = context.createLinearGradient(0, -0.35, 0, 0.35);
  for (const [place, alpha] of profile) across.addColorStop(place, `rgba(255, 255, 255, ${alpha})`);
  context.fillStyle = across;
  context.fillRect(-0.5, -0.35, 1, 0.7);
}

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
    [0.32, "rgba(255, 255, 255, 0.42)"],
    [0.7, "rgba(255, 255, 255, 0.1)"],
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

/** The fire behind a rocket, pointing back from the centre. */
function paintFlame(context: CanvasRenderingContext2D): void {
  for (const [length, half, alpha] of [
    [0.48, 0.2, 0.35],
    [0.36, 0.12, 0.7],
    [0.2, 0.07, 1],
  ] as const) {
    context.beginPath();
    context.moveTo(-length, 0);
    context.quadraticCurveTo(0, -half * 1.6, 0.1, 0);
    context.quadraticCurveTo(0, half * 1.6, -length, 0);
    context.fillStyle = `rgba(255, 255, 255, ${alpha})`;
    context.fill();
  }
}

/** Three arms that wind inwards. */
function paintSwirl(context: CanvasRenderingContext2D): void {
  const steps = 26;
  context.lineCap = "round";
  context.strokeStyle = "#fff";
  for (let arm = 0; arm < 3; arm++) {
    for (let step = 0; step < steps; step++) {
      const place = (at: number): [number, number] => {
        const done = at / steps;
        const angle = (arm * TURN) / 3 + done * 3.4;
        const radius = 0.95 * (1 - done) + 0.06;
        return [Math.cos(angle) * radius, Math.sin(angle) * radius];
      };
      context.beginPath();
      context.moveTo(...place(step));
      context.lineTo(...place(step + 1));
      context.lineWidth = 0.05 + 0.07 * (1 - step / steps);
      context.globalAlpha = 0.15 + 0.75 * (step / steps);
      context.stroke();
    }
  }
  context.globalAlpha = 1;
}
