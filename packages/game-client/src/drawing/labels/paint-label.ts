import { FONT } from "../font.ts";

const SIZE_U = { name: 0.42, number: 0.52 } as const;
const WEIGHT = { name: 600, number: 800 } as const;
const CHIP_GAP_U = 0.14;

export interface LabelStyle {
  readonly size: keyof typeof SIZE_U;
  /** A CSS colour. */
  readonly color: string;
  /** A word in a frame behind the text, with its colour. */
  readonly chip?: { readonly text: string; readonly color: string } | undefined;
}

/** Paints a label around the origin, at most `room` pixels wide. Returns its width in pixels. */
export function paintLabel(
  context: CanvasRenderingContext2D,
  text: string,
  { size, color, chip }: LabelStyle,
  { room, pixelsPerU }: { readonly room: number; readonly pixelsPerU: number },
): number {
  const pixels = Math.max(11, Math.round(SIZE_U[size] * pixelsPerU));
  const outline = Math.max(3, pixels * 0.2);
  const chipPixels = Math.max(9, Math.round(pixels * 0.62));
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.font = `800 ${chipPixels}px ${FONT}`;
  const chipWidth = chip ? context.measureText(chip.text).width + chipPixels * 0.9 : 0;
  const gap = chip ? CHIP_GAP_U * pixelsPerU : 0;
  context.font = `${WEIGHT[size]} ${pixels}px ${FONT}`;
  const textWidth = Math.min(context.measureText(text).width, room - 2 * outline - chipWidth - gap);
  const width = textWidth + gap + chipWidth;
  context.strokeStyle = "#070b10";
  context.lineWidth = outline;
  context.strokeText(text, -width / 2, 0, textWidth);
  context.fillStyle = color;
  context.fillText(text, -width / 2, 0, textWidth);
  if (chip) paintChip(context, chip, width / 2 - chipWidth, chipWidth, chipPixels);
  return width;
}

function paintChip(
  context: CanvasRenderingContext2D,
  chip: { readonly text: string; readonly color: string },
  left: number,
  width: number,
  pixels: number,
): void {
  context.beginPath();
  context.roundRect(left, -pixels * 0.72, width, pixels * 1.44, pixels * 0.34);
  context.fillStyle = "rgba(8, 13, 20, 0.82)";
  context.fill();
  context.lineWidth = Math.max(1, pixels * 0.1);
  context.strokeStyle = chip.color;
  context.stroke();
  context.font = `800 ${pixels}px ${FONT}`;
  context.fillStyle = chip.color;
  context.fillText(chip.text, left + pixels * 0.45, pixels * 0.06);
}
