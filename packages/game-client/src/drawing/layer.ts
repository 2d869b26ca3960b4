/**
 * Creates an empty canvas for parts of the ground. It is in main memory, like the ground's canvas: a copy from the
 * graphics card would take longer than painting.
 */
export function createLayer(width: number, height: number): CanvasRenderingContext2D {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const layer = canvas.getContext("2d", { willReadFrequently: true });
  if (!layer) throw new Error("the browser gives no 2D canvas");
  return layer;
}

/** Does what was drawn until now. A browser only records it, and would do all of it in one long task. */
export const finishDrawing = (layer: CanvasRenderingContext2D): void => void layer.getImageData(0, 0, 1, 1);
