import type { Runtime } from "@fray/netcode/core";
import { SCREEN_U, screenCentre } from "@fray/shared-state/protocol/screen";
import { BODY_RADIUS_U } from "@fray/shared-state/rules";

import type { Point } from "../connection/frame.ts";
import { VIEW_MARGIN_U } from "./viewport.ts";

const FOLLOW_S = 0.07;
const LOOK_S = 0.16;
/** How far the camera moves towards the pointer, as a part of the pointer's distance from the screen's centre. */
const LOOK_SHARE = 0.16;
const LOOK_MAX_U = 2;
/** A dash can't move a body this far between two frames: the body has respawned. */
const JUMP_U = 6;
const SHAKE_S = 0.08;

/** Size and place of the screen and of the world around it, in u. */
export interface CameraScope {
  readonly mapWidth: number;
  readonly mapHeight: number;
  /** The part of the screen that shows the world. */
  readonly viewWidth: number;
  readonly viewHeight: number;
  /** Height of the whole screen. */
  readonly screenHeight: number;
  /** How much of the screen buttons cover, from its top down and from its bottom up. */
  readonly coveredAbove: number;
  readonly coveredBelow: number;
}

/**
 * Decides where the camera is: it follows its focus smoothly, moves a little towards the pointer, and stays inside
 * the area that the server sends.
 */
export class CameraRig {
  x = 0;
  y = 0;
  /** Displacement by a shake, in CSS pixels. */
  shakeX = 0;
  shakeY = 0;
  readonly #runtime: Runtime;
  #focusX = Number.NaN;
  #focusY = Number.NaN;
  #lookX = 0;
  #lookY = 0;
  #shakePixels = 0;
  #shakeLeft = 0;

  constructor(runtime: Runtime) {
    this.#runtime = runtime;
  }

  /** `pointer` is the pointer's distance from the screen's centre in u. */
  update(dt: number, focus: Point, pointer: Point, scope: CameraScope): void {
    const dx = focus.x - this.#focusX;
    const dy = focus.y - this.#focusY;
    const near = dx * dx + dy * dy < JUMP_U * JUMP_U;
    const follow = near ? easing(dt, FOLLOW_S) : 1;
    this.#focusX = near ? this.#focusX + dx * follow : focus.x;
    this.#focusY = near ? this.#focusY + dy * follow : focus.y;

    const distance = Math.hypot(pointer.x, pointer.y);
    const lean = Math.min(LOOK_SHARE, LOOK_MAX_U / Math.max(distance, 1e-6));
    this.#lookX += (pointer.x * lean - this.#lookX) * easing(dt, LOOK_S);
    this.#lookY += (pointer.y * lean - this.#lookY) * easing(dt, LOOK_S);

    const map = { width: scope.mapWidth, height: scope.mapHeight };
    const screen = { width: scope.viewWidth, height: scope.viewHeight };
    const wanted = screenCentre(this.#focusX + this.#lookX, this.#focusY + this.#lookY, map, screen);
    const sent = screenCentre(focus.x, focus.y, map);
    this.x = insideSent(wanted.x, sent.x, SCREEN_U.width, scope.viewWidth);
    this.y = insideSent(wanted.y, sent.y, SCREEN_U.height, scope.viewHeight);
    this.y = this.#clearOfButtons(this.y, scope);
    this.#shake(dt);
  }

  /** At an edge of the map the screen shows more of what lies outside, so that no button is over the body. */
  #clearOfButtons(y: number, { coveredAbove, coveredBelow, screenHeight }: CameraScope): number {
    const room = (covered: number): number => Math.max(0, screenHeight / 2 - covered - BODY_RADIUS_U);
    return clamp(y, this.#focusY - room(coveredBelow), this.#focusY + room(coveredAbove));
  }

  /** Shakes the camera by at most `pixels` for a moment. */
  kick(pixels: number): void {
    this.#shakePixels = Math.max(pixels, this.#shakeLeft > 0 ? this.#shakePixels : 0);
    this.#shakeLeft = SHAKE_S;
  }

  #shake(dt: number): void {
    const strength = this.#shakePixels * (Math.max(0, this.#shakeLeft) / SHAKE_S);
    this.shakeX = (this.#runtime.random() * 2 - 1) * strength;
    this.shakeY = (this.#runtime.random() * 2 - 1) * strength;
    this.#shakeLeft -= dt;
  }
}

/** Share of the remaining distance to cover in `dt`, for an exponential approach with time constant `seconds`. */
const easing = (dt: number, seconds: number): number => 1 - Math.exp(-dt / seconds);

/** Limits the camera's centre so that the screen stays inside the rectangle that the server sends, and its margin. */
function insideSent(centre: number, sentCentre: number, sentSize: number, viewSize: number): number {
  const slack = Math.max(0, (sentSize - viewSize) / 2 + VIEW_MARGIN_U);
  return clamp(centre, sentCentre - slack, sentCentre + slack);
}

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));
