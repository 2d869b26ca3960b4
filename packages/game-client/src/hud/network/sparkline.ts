import { PALETTE } from "../../settings/palettes.ts";
import { settings } from "../../settings/settings.ts";

const WIDTH = 96;
const HEIGHT = 16;
/** Samples in a plot: twelve seconds at ten samples a second, each a little more than one pixel column wide. */
const SAMPLES = 120;
const FILL_OPACITY = 0.18;

/** A small plot of the recent values of one number, newest on the right. */
export class Sparkline {
  readonly canvas = document.createElement("canvas");
  readonly #scale: number;
  readonly #values: number[] = [];

  /** `scale` is the top of the plot while no value is higher. */
  constructor(scale: number) {
    this.#scale = scale;
    this.canvas.width = WIDTH * devicePixelRatio;
    this.canvas.height = HEIGHT * devicePixelRatio;
    this.canvas.style.width = `${WIDTH}px`;
    this.canvas.style.height = `${HEIGHT}px`;
    this.canvas.setAttribute("aria-hidden", "true");
  }

  push(value: number): void {
    this.#values.push(value);
    if (this.#values.length > SAMPLES) this.#values.shift();
  }

  draw(): void {
    const pen = this.canvas.getContext("2d");
    if (!pen) return;
    const { width, height } = this.canvas;
    const colour = PALETTE[settings.values.palette].blue;
    const top = Math.max(this.#scale, ...this.#values);
    const line = Math.max(1, devicePixelRatio);
    const x = (index: number) => width - (this.#values.length - 1 - index) * (width / (SAMPLES - 1));
    const y = (value: number) => height - line - (Math.max(0, value) / top) * (height - 2 * line);
    pen.clearRect(0, 0, width, height);
    pen.beginPath();
    for (const [index, value] of this.#values.entries()) pen.lineTo(x(index), y(value));
    pen.lineWidth = line;
    pen.lineJoin = "round";
    pen.strokeStyle = colour;
    pen.stroke();
    pen.lineTo(width, height);
    pen.lineTo(x(0), height);
    pen.globalAlpha = FILL_OPACITY;
    pen.fillStyle = colour;
    pen.fill();
    pen.globalAlpha = 1;
  }
}
