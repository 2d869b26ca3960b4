import type { Arena } from "@fray/shared-state/arena/arena";
import { GameObjects, type Scene } from "phaser";

import type { CameraView } from "../../drawing/camera-view.ts";
import type { ViewContext } from "../../drawing/view-context.ts";
import { FRAME_U } from "./paint-walls.ts";
import { TONE } from "./tone.ts";

/** Dark plates with hatching, lit a little near the arena. A grain hides the visible steps of such a dark gradient. */
const FRAGMENT_SHADER = `
precision highp float;
uniform vec2 uTopLeft;
uniform float uPixel;
uniform vec2 uMap;
uniform float uFrame;
${TONE}
void main ()
{
    vec2 place = uTopLeft + vec2(gl_FragCoord.x, uScreen.y - gl_FragCoord.y) * uPixel;
    vec2 outside = max(max(-place, place - uMap), 0.0);
    float beyond = max(outside.x, outside.y) - uFrame;
    float hatch = step(0.5, fract((place.x + place.y) * 0.5));
    vec2 panel = abs(fract(place * 0.25) - 0.5);
    float seam = step(0.492, max(panel.x, panel.y));
    vec3 color = mix(vec3(0.029, 0.044, 0.064), vec3(0.074, 0.106, 0.143), 1.0 / (1.0 + beyond * beyond * 0.1));
    color *= (1.0 + 0.09 * hatch - 0.35 * seam) * smoothstep(-0.35, 0.3, beyond);
    float grain = fract(52.9829189 * fract(dot(gl_FragCoord.xy, vec2(0.06711056, 0.00583715)))) - 0.5;
    gl_FragColor = vec4(tone(color) + grain / 255.0, 1.0);
}
`;

/** The border around the arena: a rectangle on each side that is in view. */
export class MapBorder {
  readonly #arena: Arena;
  readonly #sides: readonly GameObjects.Shader[];
  readonly #topLeft = [0, 0];
  readonly #screen = [0, 0];
  #pixel = 1;
  #muted = 0;

  constructor({ scene, layers }: ViewContext, arena: Arena) {
    this.#arena = arena;
    this.#sides = [0, 1, 2, 3].map(() => this.#createSide(scene, layers.ground));
  }

  draw({ centre, width, height, zoom, muted }: CameraView): void {
    const left = centre.x - width / 2;
    const top = centre.y - height / 2;
    const right = left + width;
    const bottom = top + height;
    this.#topLeft[0] = left;
    this.#topLeft[1] = top;
    this.#screen[0] = width * zoom;
    this.#screen[1] = height * zoom;
    this.#pixel = 1 / zoom;
    this.#muted = muted;
    const far = { x: this.#arena.width + FRAME_U, y: this.#arena.height + FRAME_U };
    this.#cover(0, left, top, right, -FRAME_U);
    this.#cover(1, left, far.y, right, bottom);
    this.#cover(2, left, Math.max(top, -FRAME_U), -FRAME_U, Math.min(bottom, far.y));
    this.#cover(3, far.x, Math.max(top, -FRAME_U), right, Math.min(bottom, far.y));
  }

  /** Stretches one side's rectangle over an area in u, or hides it when the area is out of view. */
  #cover(index: number, left: number, top: number, right: number, bottom: number): void {
    const visible = right > left && bottom > top;
    const side = this.#sides[index]?.setVisible(visible);
    if (visible) side?.setPosition(left, top).setSize(right - left, bottom - top);
  }

  #createSide(scene: Scene, layer: GameObjects.Layer): GameObjects.Shader {
    const side = new GameObjects.Shader(scene, {
      name: "hull",
      fragmentSource: FRAGMENT_SHADER,
      initialUniforms: { uMap: [this.#arena.width, this.#arena.height], uFrame: FRAME_U },
      setupUniforms: (setUniform: (name: string, value: number | number[]) => void) => {
        setUniform("uTopLeft", this.#topLeft);
        setUniform("uScreen", this.#screen);
        setUniform("uPixel", this.#pixel);
        setUniform("uMuted", this.#muted);
      },
    });
    side.setOrigin(0);
    layer.add(side);
    return side;
  }
}
