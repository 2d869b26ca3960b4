import { Renderer, type Scene, type Textures } from "phaser";

/**
 * An empty texture on the graphics card that is filled part by part. A canvas of the whole size would take as much
 * memory again, and its upload would be one long task.
 */
export class PaintedTexture {
  readonly key: string;
  readonly width: number;
  readonly height: number;
  readonly #scene: Scene;
  readonly #renderer: Renderer.WebGL.WebGLRenderer;
  readonly #onCard: Renderer.WebGL.Wrappers.WebGLTextureWrapper;
  readonly #texture: Textures.Texture;

  /** Without `smooth`, it is drawn pixel for pixel. */
  constructor(
    scene: Scene,
    key: string,
    { width, height, smooth }: { width: number; height: number; smooth: boolean },
  ) {
    const { renderer } = scene.sys;
    if (!(renderer instanceof Renderer.WebGL.WebGLRenderer)) throw new Error("the arena is drawn with WebGL only");
    const { LINEAR, NEAREST, CLAMP_TO_EDGE, RGBA } = renderer.gl;
    const filter = smooth ? LINEAR : NEAREST;
    const onCard = renderer.createTexture2D(
      0,
      filter,
      filter,
      CLAMP_TO_EDGE,
      CLAMP_TO_EDGE,
      RGBA,
      undefined,
      width,
      height,
    );
    const texture = scene.textures.addGLTexture(key, onCard);
    if (!texture) throw new Error(`texture "${key}" exists already`);
    this.key = key;
    this.width = width;
    this.height = height;
    this.#scene = scene;
    this.#renderer = renderer;
    this.#onCard = onCard;
    this.#texture = texture;
  }

  /** Names a rectangle of it, in pixels from the top left corner. */
  add(name: string, x: number, y: number, width: number, height: number): Textures.Frame {
    const frame = this.#texture.add(name, 0, x, y, width, height);
    if (!frame) throw new Error(`frame "${name}" of "${this.key}" exists already`);
    return frame;
  }

  /** Copies a canvas to a place in pixels from the top left corner. */
  put(canvas: HTMLCanvasElement, x: number, y: number): void {
    const { gl, glTextureUnits, glWrapper } = this.#renderer;
    glTextureUnits.bind(this.#onCard, 0);
    glWrapper.updateTexturing({ texturing: { flipY: true, premultiplyAlpha: true } });
    // The graphics card counts rows from below.
    const bottom = this.height - y - canvas.height;
    gl.texSubImage2D(gl.TEXTURE_2D, 0, x, bottom, gl.RGBA, gl.UNSIGNED_BYTE, canvas);
  }

  destroy(): void {
    this.#scene.textures.remove(this.key);
  }
}
