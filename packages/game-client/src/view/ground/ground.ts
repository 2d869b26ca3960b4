import type { Arena } from "@fray/shared-state/arena/arena";
import { GameObjects, Textures, type Scene } from "phaser";

import type { Point } from "../../connection/frame.ts";
import { paintFloor } from "./paint-floor.ts";
import { FRAME_U, paintWalls } from "./paint-walls.ts";

/** Bounds the memory that a large map takes: above it the ground is painted coarser (four bytes a pixel). */
const MAX_PIXELS = 20_000_000;
const MAX_SIDE = 8192;

/**
 * Draws one rectangle as large as the screen: the painted map, what lies around it, and a vignette, which is so under
 * the fight and never over it. One texture read and no blending, since this is most of what software rendering costs.
 */
const FRAGMENT_SHADER = `
precision highp float;
varying vec2 outTexCoord;
uniform sampler2D uMainSampler[1];
uniform vec2 uCentre;
uniform vec2 uView;
uniform vec2 uMap;
uniform float uFrame;

void main ()
{
    vec2 screen = vec2(outTexCoord.x, 1.0 - outTexCoord.y) - 0.5;
    vec2 place = uCentre + screen * uView;
    vec2 outside = max(max(-place, place - uMap), 0.0);
    float beyond = max(outside.x, outside.y) - uFrame;
    vec3 color;
    if (beyond < 0.0)
    {
        vec2 uv = (place + uFrame) / (uMap + 2.0 * uFrame);
        color = texture2D(uMainSampler[0], vec2(uv.x, 1.0 - uv.y)).rgb;
    }
    else
    {
        float hatch = step(0.5, fract((place.x + place.y) * 0.5));
        vec2 panel = abs(fract(place * 0.25) - 0.5);
        float seam = step(0.492, max(panel.x, panel.y));
        float lit = 1.0 / (1.0 + beyond * beyond * 0.1);
        color = mix(vec3(0.029, 0.044, 0.064), vec3(0.074, 0.106, 0.143), lit);
        color *= 1.0 + 0.09 * hatch - 0.35 * seam;
        color *= smoothstep(-0.35, 0.3, beyond);
    }
    float edge = smoothstep(0.1, 0.62, dot(screen, screen));
    float grain = fract(52.9829189 * fract(dot(gl_FragCoord.xy, vec2(0.06711056, 0.00583715)))) - 0.5;
    gl_FragColor = vec4(color * (1.0 - 0.62 * edge) + grain / 255.0, 1.0);
}
`;

/** Floor, walls and their shadows never change: they are painted once and drawn as one rectangle. */
export class Ground {
  readonly #scene: Scene;
  readonly #key: string;
  readonly #shader: GameObjects.Shader;
  readonly #centre = [0, 0];
  readonly #view = [0, 0];

  /** `density` is the number of canvas pixels per u. */
  constructor(scene: Scene, layer: GameObjects.Layer, arena: Arena, key: string, density: number) {
    this.#scene = scene;
    this.#key = key;
    const pixelsPerU = groundDensity(arena, density);
    const width = (arena.width + 2 * FRAME_U) * pixelsPerU;
    const height = (arena.height + 2 * FRAME_U) * pixelsPerU;
    const texture = scene.textures.createCanvas(key, width, height);
    if (!texture) throw new Error(`texture "${key}" exists already`);
    const { context } = texture;
    context.setTransform(pixelsPerU, 0, 0, pixelsPerU, FRAME_U * pixelsPerU, FRAME_U * pixelsPerU);
    paintFloor(context, arena, 1 / pixelsPerU);
    paintWalls(context, arena, pixelsPerU);
    // Pixel for pixel nothing needs smoothing; a coarser painting does.
    texture.setFilter(pixelsPerU === density ? Textures.FilterMode.NEAREST : Textures.FilterMode.LINEAR);
    texture.refresh();
    this.#shader = new GameObjects.Shader(
      scene,
      {
        name: "ground",
        fragmentSource: FRAGMENT_SHADER,
        initialUniforms: { "uMainSampler[0]": 0, uMap: [arena.width, arena.height], uFrame: FRAME_U },
        setupUniforms: (setUniform: (name: string, value: number[]) => void) => {
          setUniform("uCentre", this.#centre);
          setUniform("uView", this.#view);
        },
      },
      0,
      0,
      1,
      1,
      [key],
    );
    this.#shader.setOrigin(0);
    layer.add(this.#shader);
  }

  /** Fills a screen that shows `width` x `height` u around `centre`. */
  draw(centre: Point, width: number, height: number): void {
    this.#centre[0] = centre.x;
    this.#centre[1] = centre.y;
    this.#view[0] = width;
    this.#view[1] = height;
    this.#shader.setPosition(centre.x - width / 2, centre.y - height / 2).setSize(width, height);
  }

  destroy(): void {
    this.#shader.destroy();
    this.#scene.textures.remove(this.#key);
  }
}

/** The screen's own density where memory and texture size allow it. */
function groundDensity(arena: Arena, density: number): number {
  const width = arena.width + 2 * FRAME_U;
  const height = arena.height + 2 * FRAME_U;
  const most = Math.min(Math.sqrt(MAX_PIXELS / (width * height)), MAX_SIDE / Math.max(width, height));
  return density <= most ? density : Math.max(4, Math.floor(most / 2) * 2);
}
