import type { Arena } from "@fray/shared-state/arena/arena";
import type { Input } from "@fray/shared-state/schema/input-frame";

import type { Frame, ClientEvent, Point } from "../connection/frame.ts";
import { settings } from "../settings/settings.ts";
import { assistAim } from "./aim-assist.ts";
import { mergeDevices } from "./device-state.ts";
import { GamepadDevice } from "./gamepad.ts";
import { KeyboardMouse } from "./keyboard-mouse.ts";
import { lastDevice } from "./last-device.ts";
import { TouchDevice } from "./touch.ts";

/** Distance of a stick's crosshair from the body, as a part of the screen's shorter side. */
const STICK_REACH = 0.3;

/** Heights of the buttons on a screen held upright, in CSS pixels, with a gap; see touch.css and hud.css. */
const UPRIGHT_BUTTONS_PX = { above: 192, below: 264 } as const;
const NO_BUTTONS = { above: 0, below: 0 } as const;

/** Combines all devices into one input. Listens to them from `listen` to `dispose`. */
export class Controls {
  readonly #surface: HTMLElement;
  readonly #keyboard: KeyboardMouse;
  readonly #gamepad = new GamepadDevice();
  readonly #touch: TouchDevice;
  readonly #listening = new AbortController();
  #origin: Point = { x: 0, y: 0 };
  /** The last frame that was shown, and its arena. */
  #seen: { readonly frame: Frame; readonly arena: Arena } | undefined;
  /** The direction from the device, and the direction after aim assistance, in radians. */
  #aim = 0;
  #assisted = 0;

  /** `surface` is the element in which the arena is drawn. */
  constructor(surface: HTMLElement) {
    this.#surface = surface;
    this.#keyboard = new KeyboardMouse(surface);
    this.#touch = new TouchDevice(surface);
  }

  listen(): void {
    const { signal } = this.#listening;
    this.#keyboard.listen(signal);
    this.#touch.listen(signal);
    addEventListener("blur", () => this.#clear(), { signal });
    document.addEventListener("visibilitychange", () => this.#clear(), { signal });
  }

  /**
   * Where the player points, in CSS pixels from the surface's top left corner: at the mouse, or with a stick, with keys
   * and before the mouse is known at some distance in front of the body. Undefined while there is nothing to point with.
   */
  get pointer(): Point | undefined {
    const { pointer, hasPointed, aimsByKeys } = this.#keyboard;
    if (lastDevice.value === "keyboard" && !aimsByKeys && hasPointed) return pointer;
    if (this.#seen?.frame.self?.alive !== true) return undefined;
    const reach = STICK_REACH * Math.min(this.#surface.clientWidth, this.#surface.clientHeight);
    const { x, y } = this.#origin;
    return { x: x + Math.cos(this.#assisted) * reach, y: y + Math.sin(this.#assisted) * reach };
  }

  /** How much of the surface, from its top down and from its bottom up, has buttons on its whole width, in CSS pixels. */
  get covered(): { readonly above: number; readonly below: number } {
    const { clientWidth, clientHeight } = this.#surface;
    return lastDevice.value === "touch" && clientWidth < clientHeight ? UPRIGHT_BUTTONS_PX : NO_BUTTONS;
  }

  /** While disabled, no button counts as pressed: a menu lies over the arena. */
  set enabled(enabled: boolean) {
    this.#keyboard.enabled = enabled;
    this.#gamepad.enabled = enabled;
    this.#touch.enabled = enabled;
  }

  /** Sets where the own body is on the screen. The mouse aims from there. */
  aimFrom(origin: Point): void {
    this.#origin = origin;
  }

  /** Reads the player's input at `now`, a performance.now() in ms. A tap counts even when it ended before this call. */
  read(now: number): Input {
    const readings = {
      keyboard: this.#keyboard.read(now, this.#origin),
      gamepad: this.#gamepad.read(now),
      touch: this.#touch.read(now),
    };
    const input = mergeDevices(readings, lastDevice.value, this.#aim);
    this.#aim = input.aim;
    const isCoarse = lastDevice.value === "touch" || (lastDevice.value === "keyboard" && this.#keyboard.aimsByKeys);
    this.#assisted = isCoarse ? this.#assist(input.aim) : input.aim;
    return { ...input, aim: this.#assisted };
  }

  /** Makes the devices react to a frame. */
  see(frame: Frame, arena: Arena): void {
    this.#seen = { frame, arena };
    this.#touch.draw(frame);
    for (const event of frame.events) this.#feel(event);
  }

  dispose(): void {
    this.#listening.abort();
  }

  #clear(): void {
    this.#keyboard.clear();
    this.#gamepad.clear();
    this.#touch.clear();
  }

  #assist(aim: number): number {
    if (!this.#seen || !settings.values.aimAssist) return aim;
    const { frame, arena } = this.#seen;
    const { self, others } = frame;
    if (!self?.alive) return aim;
    return assistAim(aim, self, others, (body) => arena.sees(self.x, self.y, body.x, body.y));
  }

  #feel(event: ClientEvent): void {
    if (event.type !== "hit" || !event.me || lastDevice.value !== "gamepad") return;
    this.#gamepad.rumble(Math.min(1, 0.25 + event.damage / 60));
  }
}
