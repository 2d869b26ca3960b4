import type { Arena } from "@fray/shared-state/arena/arena";
import { GameObjects } from "phaser";

import type { CameraView } from "../../drawing/camera-view.ts";
import { PaintedTexture } from "../../drawing/painted-texture.ts";
import type { QualityLevel } from "../../drawing/quality.ts";
import type { ViewContext } from "../../drawing/view-context.ts";
import type { Pieces } from "../../platform/in-pieces.ts";
import { paintGround } from "./paint-ground.ts";
import { FRAME_U } from "./paint-walls.ts";
import { TONE } from "./tone.ts";

/**
 * Limits the memory for a large map: a ground with more pixels is painted at a lower resolution (four bytes a pixel).
 */
const MAX_PIXELS: Readonly<Record<QualityLevel, number>> = { high: 20_000_000, low: 5_000_000 };
const MAX_SIDE = 8192;

/**
 * Draws each pixel of the screen with one texture read and no blending, because this is most of the cost of software
 * rendering. The vignette is in this shader, so it lies under the fight and never over it. The place comes from the
 * fragment's own coordinates, since interpolated ones are too coarse on some phones.
 */
const FRAGMENT_SHADER = `
precision highp float;
uniform sampler2D uMainSampler[1];
uniform vec2 uScale;
uniform vec2 uOffset;
${TONE}
void main ()
{
    vec3 color = texture2D(uMainSampler[0], gl_FragCoord.xy * uScale + uOffset).rgb;
    gl_FragColor = vec4(tone(color), 1.0);
}
`;

/** The ground. Floor, walls and their shadows never change: they are painted once and drawn as one rectangle. */
export class Ground {
  readonly #texture: PaintedTexture;
  readonly #paint: () => Pieces;
  /** Size of the painted area, in u. */
  readonly #width: number;
  readonly #height: number;
  readonly #scale = [0, 0];
  readonly #offset = [0, 0];
  readonly #screen = [0, 0];
  #muted = 0;

  /** `density` is the number of canvas pixels per u. */
  constructor({ runtime, scene, layers, colors, quality }: ViewContext, arena: Arena, key: string, density: number) {
    this.#width = arena.width + 2 * FRAME_U;
    this.#height = arena.height + 2 * FRAME_U;
    const pixelsPerU = paintedDensity(arena, density, MAX_PIXELS[quality]);
    const texture = new PaintedTexture(scene, key, {
      width: Math.floor(this.#width * pixelsPerU),
      height: Math.floor(this.#height * pixelsPerU),
      // A texture with the screen's density needs no smoothing. A texture with a lower density needs it.
      smooth: pixelsPerU !== density,
    });
    this.#texture = texture;
    this.#paint = () => paintGround(texture, { runtime, arena, colors: colors.ground, pixelsPerU });
    const shader = new GameObjects.Shader(
      scene,
      {
        name: "ground",
        fragmentSource: FRAGMENT_SHADER,
        initialUniforms: { "uMainSampler[0]": 0 },
        setupUniforms: (setUniform: (name: string, value: number | number[]) => void) => {
          setUniform("uScale", this.#scale);
          setUniform("uOffset", this.#offset);
          setUniform("uScreen", this.#screen);
          setUniform("uMuted", this.#muted);
        },
      },
      -FRAME_U,
      -FRAME_U,
      this.#width,
      this.#height,
      [key],
    );
    shader.setOrigin(0);
    layers.ground.add(shader);
  }

  draw({ centre, width, height, zoom, muted }: CameraView): void {
    this.#scale[0] = 1 / (zoom * this.#width);
    this.#scale[1] = 1 / (zoom * this.#height);
    this.#offset[0] = (centre.x - width / 2 + FRAME_U) / this.#width;
    // Shader fragments and textures count their rows from below, the world counts from above.
    this.#offset[1] = 1 - (centre.y + height / 2 + FRAME_U) / this.#height;
    this.#screen[0] = width * zoom;
    this.#screen[1] = height * zoom;
    this.#muted = muted;
  }

  /** Paints it, tile by tile. */
  paint(): Pieces {
    return this.#paint();
  }

  /** The images are not destroyed here: the owner of the layers does that. */
  destroy(): void {
    this.#texture.destroy();
  }
}

/** Returns the screen's own density, unless memory or texture size require a lower density. */
function paintedDensity(arena: Arena, density: number, maxPixels: number): number {
  const width = arena.width + 2 * FRAME_U;
  const height = arena.height + 2 * FRAME_U;
  const most = Math.min(Math.sqrt(maxPixels / (width * height)), MAX_SIDE / Math.max(width, height));
  return density <= most ? density : Math.max(4, Math.floor(most / 2) * 2);
}
