import { GameObjects } from "phaser";

import type { Frame } from "../../connection/frame.ts";
import type { HillView } from "../../connection/objectives/hill.ts";
import { inView, type CameraView } from "../../drawing/camera-view.ts";
import type { Side } from "../../drawing/palette.ts";
import type { ViewContext } from "../../drawing/view-context.ts";
import { prefersReducedMotion } from "../../settings/reduced-motion.ts";
import type { Drawing } from "../drawing.ts";

/** The ring disappears gradually during the last seconds before the hill moves. */
const WARNING_S = 10;
const FOLLOW_PER_S = 6;

/**
 * Draws a ring, filled with the colour of the holder, or hatched in both colours while the hill is contested. A
 * shader draws it because its radius is the map's and its lines should be as sharp as the screen.
 */
const FRAGMENT_SHADER = `
precision highp float;
uniform vec2 uTopLeft;
uniform float uScreenHeight;
uniform float uPixel;
uniform vec2 uCentre;
uniform float uRadius;
uniform vec3 uColor;
uniform vec3 uOther;
uniform float uHeld;
uniform float uContested;
uniform float uLeft;
uniform float uTime;
void main ()
{
    vec2 place = uTopLeft + vec2(gl_FragCoord.x, uScreenHeight - gl_FragCoord.y) * uPixel;
    vec2 from = place - uCentre;
    float away = length(from);
    float inside = 1.0 - smoothstep(uRadius - uPixel, uRadius, away);
    float rim = smoothstep(uRadius - 0.2, uRadius - 0.2 + uPixel, away) * inside;
    float inner = smoothstep(uRadius - 0.36, uRadius - 0.36 + uPixel, away) - smoothstep(uRadius - 0.3, uRadius - 0.3 + uPixel, away);
    float turn = fract(atan(from.x, -from.y) / 6.2831853 + 1.0);
    float burning = 1.0 - step(uLeft, turn);
    float hatch = smoothstep(0.45, 0.5, abs(fract((place.x + place.y) * 0.7 - uTime * 0.25) - 0.5) * 2.0);
    vec3 fillColor = mix(uColor, mix(uColor, uOther, hatch), uContested);
    float depth = away / uRadius;
    float fill = mix(0.05, 0.16 + 0.2 * depth * depth, uHeld) * inside;
    fill += uContested * 0.1 * inside;
    float line = max(rim * mix(0.25, 0.95, burning), inner * 0.45);
    vec3 lineColor = mix(vec3(0.86, 0.93, 1.0), fillColor, max(uHeld, uContested));
    float alpha = max(fill, line);
    gl_FragColor = vec4(mix(fillColor, lineColor, step(fill, line)) * alpha, alpha);
}
`;

/** The zone of the hill. */
export class HillZone implements Drawing {
  readonly #context: ViewContext;
  readonly #shader: GameObjects.Shader;
  readonly #topLeft = [0, 0];
  readonly #centre = [0, 0];
  readonly #color = [1, 1, 1];
  #hill: HillView | undefined;
  #pixel = 1;
  #screenHeight = 1;
  #held = 0;
  #contested = 0;
  #time = 0;

  constructor(context: ViewContext) {
    this.#context = context;
    const other = channels(context.colors.sides[2].tint);
    this.#shader = new GameObjects.Shader(context.scene, {
      name: "hill",
      fragmentSource: FRAGMENT_SHADER,
      initialUniforms: { uOther: other },
      setupUniforms: (setUniform: (name: string, value: number | number[]) => void) => {
        setUniform("uTopLeft", this.#topLeft);
        setUniform("uScreenHeight", this.#screenHeight);
        setUniform("uPixel", this.#pixel);
        setUniform("uCentre", this.#centre);
        setUniform("uRadius", this.#hill?.radius ?? 1);
        setUniform("uColor", this.#color);
        setUniform("uHeld", this.#held);
        setUniform("uContested", this.#contested);
        setUniform("uLeft", Math.min(1, (this.#hill?.movesIn ?? WARNING_S) / WARNING_S));
        setUniform("uTime", this.#time);
      },
    });
    this.#shader.setOrigin(0).setVisible(false);
    context.layers.ground.add(this.#shader);
  }

  draw({ hill }: Frame, dt: number, cameraView: CameraView): void {
    const moved = hill?.x !== this.#hill?.x || hill?.y !== this.#hill?.y;
    this.#hill = hill;
    if (!hill) {
      this.#shader.setVisible(false);
      return;
    }
    const { x, y, radius, team, contested } = hill;
    const box = { left: x - radius, top: y - radius, right: x + radius, bottom: y + radius };
    this.#shader.setVisible(inView(cameraView, box));
    this.#shader.setPosition(box.left, box.top).setSize(radius * 2, radius * 2);
    this.#topLeft[0] = cameraView.centre.x - cameraView.width / 2;
    this.#topLeft[1] = cameraView.centre.y - cameraView.height / 2;
    this.#centre[0] = x;
    this.#centre[1] = y;
    this.#pixel = 1 / cameraView.zoom;
    this.#screenHeight = cameraView.height * cameraView.zoom;
    if (!prefersReducedMotion()) this.#time += dt;
    const share = moved ? 1 : Math.min(1, FOLLOW_PER_S * dt);
    this.#held += ((team > 0 ? 1 : 0) - this.#held) * share;
    this.#contested += ((contested ? 1 : 0) - this.#contested) * share;
    if (team > 0 || contested) this.#paint(contested || team === 1 ? 1 : 2);
  }

  #paint(side: Side): void {
    for (const [index, channel] of channels(this.#context.colors.sides[side].tint).entries())
      this.#color[index] = channel;
  }
}

/** Red, green and blue of a tint, 0..1 each. */
const channels = (tint: number): number[] => [(tint >> 16) / 255, ((tint >> 8) & 0xff) / 255, (tint & 0xff) / 255];
