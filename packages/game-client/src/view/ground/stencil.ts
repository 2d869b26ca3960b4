import { createLayer } from "../../drawing/layer.ts";

export type Cut = readonly [operation: "destination-in" | "destination-out", dx: number, dy: number];

/**
 * Draws parts of a shape: fills it, then cuts it with displaced copies of itself. An edge or a front remains.
 */
export class Stencil {
  readonly #target: CanvasRenderingContext2D;
  readonly #layer: CanvasRenderingContext2D;

  constructor(target: CanvasRenderingContext2D) {
    this.#target = target;
    this.#layer = createLayer(target.canvas.width, target.canvas.height);
  }

  draw(shape: Path2D, color: string, cuts: readonly Cut[], texture?: (layer: CanvasRenderingContext2D) => void): void {
    const layer = this.#layer;
    layer.globalCompositeOperation = "source-over";
    layer.resetTransform();
    layer.clearRect(0, 0, layer.canvas.width, layer.canvas.height);
    layer.setTransform(this.#target.getTransform());
    layer.fillStyle = color;
    layer.fill(shape);
    if (texture) {
      layer.globalCompositeOperation = "source-atop";
      texture(layer);
    }
    for (const [operation, dx, dy] of cuts) {
      layer.save();
      layer.globalCompositeOperation = operation;
      layer.translate(dx, dy);
      layer.fillStyle = "#000";
      layer.fill(shape);
      layer.restore();
    }
    this.#target.save();
    this.#target.resetTransform();
    this.#target.drawImage(layer.canvas, 0, 0);
    this.#target.restore();
  }
}
