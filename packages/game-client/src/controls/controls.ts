import type { Arena } from "@fray/shared-state/arena/arena";
import type { Input } from "@fray/shared-state/schema/input-frame";

import type { Frame, Happening, Point, SelfView } from "../connection/frame.ts";
import { GamepadDevice } from "./gamepad.ts";
import { KeyboardMouse } from "./keyboard-mouse.ts";
import { lastDevice, type Device } from "./last-device.ts";
import { AT_REST, mergeReadings } from "./reading.ts";

/** How far from the body a stick's crosshair stands, as a part of the screen's shorter side. */
const STICK_REACH = 0.3;

/** All devices as one input. Hears them from `listen` to `dispose`. */
export class Controls {
  readonly #surface: HTMLElement;
  readonly #keyboard: KeyboardMouse;
  readonly #gamepad = new GamepadDevice();
  readonly #listening = new AbortController();
  #origin: Point = { x: 0, y: 0 };
  #self: SelfView | undefined;
  #aim = 0;

  /** `surface` is what the arena is drawn on. */
  constructor(surface: HTMLElement) {
    this.#surface = surface;
    this.#keyboard = new KeyboardMouse(surface);
  }

  listen(): void {
    const { signal } = this.#listening;
    this.#keyboard.listen(signal);
    addEventListener("blur", () => this.#clear(), { signal });
    document.addEventListener("visibilitychange", () => this.#clear(), { signal });
  }

  /** The device used last: the one that hints should speak of. */
  get device(): Device {
    return lastDevice.value;
  }

  /**
   * Where the player points, in CSS pixels from the surface's top left corner: at the mouse, or for a stick some way
   * ahead of the body. Undefined while there is nothing to point with.
   */
  get pointer(): Point | undefined {
    if (lastDevice.value === "keyboard") return this.#keyboard.pointer;
    if (this.#self?.alive !== true) return undefined;
    const reach = STICK_REACH * Math.min(this.#surface.clientWidth, this.#surface.clientHeight);
    return { x: this.#origin.x + Math.cos(this.#aim) * reach, y: this.#origin.y + Math.sin(this.#aim) * reach };
  }

  /** While disabled nothing is pressed: a menu lies over the arena. */
  set enabled(enabled: boolean) {
    this.#keyboard.enabled = enabled;
    this.#gamepad.enabled = enabled;
  }

  /** Where the own body is on the screen: the mouse aims from there. */
  aimFrom(origin: Point): void {
    this.#origin = origin;
  }

  /** What the player wants at `now`, a performance.now() in ms. A tap counts even when it ended before this call. */
  read(now: number): Input {
    const readings = {
      keyboard: this.#keyboard.read(now, this.#origin),
      gamepad: this.#gamepad.read(now),
      touch: AT_REST,
    };
    const input = mergeReadings(readings, lastDevice.value, this.#aim);
    this.#aim = input.aim;
    return input;
  }

  /** Lets the devices answer to what a frame shows. */
  see(frame: Frame, _arena: Arena): void {
    this.#self = frame.self;
    for (const happening of frame.happenings) this.#feel(happening);
  }

  dispose(): void {
    this.#listening.abort();
  }

  #clear(): void {
    this.#keyboard.clear();
    this.#gamepad.clear();
  }

  #feel(happening: Happening): void {
    if (happening.type !== "hit" || !happening.me || lastDevice.value !== "gamepad") return;
    this.#gamepad.rumble(Math.min(1, 0.25 + happening.damage / 60));
  }
}
