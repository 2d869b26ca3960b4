import type { Point } from "../connection/frame.ts";
import { actionOf, BUTTON_ACTIONS, type Action } from "../settings/bindings.ts";
import { settings } from "../settings/settings.ts";
import type { DeviceState } from "./device-state.ts";
import { HeldActions } from "./held-actions.ts";
import { lastDevice } from "./last-device.ts";
import { angleOf } from "./stick.ts";

/** Actions of the fighter; all other actions belong to the HUD. */
const FIGHTING: ReadonlySet<Action> = new Set(["up", "down", "left", "right", ...BUTTON_ACTIONS]);

/** Keyboard and mouse with the keys from the settings. */
export class KeyboardMouse {
  readonly #surface: HTMLElement;
  readonly #held = new HeldActions();
  #pointer: Point | undefined;
  #enabled = true;

  /** `surface` is the element in which the arena is drawn. */
  constructor(surface: HTMLElement) {
    this.#surface = surface;
  }

  /** Listens to the devices until `signal` is aborted. */
  listen(signal: AbortSignal): void {
    addEventListener("keydown", (event) => this.#onKeyDown(event), { signal });
    addEventListener("keyup", (event) => this.#release(event.code), { signal });
    addEventListener("mouseup", (event) => this.#release(mouseCode(event)), { signal });
    addEventListener("pointermove", (event) => this.#onPointerMove(event), { signal });
    document.addEventListener("pointerleave", () => (this.#pointer = undefined), { signal });
    this.#surface.addEventListener("mousedown", (event) => this.#onMouseDown(event), { signal });
    this.#surface.addEventListener("contextmenu", (event) => event.preventDefault(), { signal });
  }

  /**
   * The mouse in CSS pixels from the surface's top left corner; undefined before its first move and while it is
   * outside.
   */
  get pointer(): Point | undefined {
    return this.#pointer;
  }

  /** While disabled, no key counts as pressed: a menu lies over the arena. */
  set enabled(enabled: boolean) {
    this.#enabled = enabled;
    if (!enabled) this.clear();
  }

  /** Releases all keys and buttons. */
  clear(): void {
    this.#held.clear();
  }

  /**
   * Reads keyboard and mouse at `now` (performance.now() in ms). The mouse aims from `origin`, where the own body is
   * on the screen.
   */
  read(now: number, origin: Point): DeviceState {
    const held = (action: Action): number => (this.#held.read(action, now) ? 1 : 0);
    return {
      moveX: held("right") - held("left"),
      moveY: held("down") - held("up"),
      aim: this.#pointer && angleOf(this.#pointer.x - origin.x, this.#pointer.y - origin.y),
      buttons: this.#held.readButtons(now),
    };
  }

  #onKeyDown(event: KeyboardEvent): void {
    if (isTyping(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!this.#press(event.code, event)) return;
    event.preventDefault();
  }

  #onMouseDown(event: MouseEvent): void {
    this.#pointAt(event);
    if (!this.#press(mouseCode(event), event)) return;
    event.preventDefault();
    // The click must still move the focus out of a text field: otherwise the keys would write there.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  }

  /** Handles a press and returns whether `code` is bound to an action of the fighter now. */
  #press(code: string, event: KeyboardEvent | MouseEvent): boolean {
    const action = actionOf(settings.values.bindings, code);
    if (!action || !FIGHTING.has(action) || !this.#enabled) return false;
    const repeats = event instanceof KeyboardEvent && event.repeat;
    if (!repeats) this.#held.press(action, code, event.timeStamp);
    lastDevice.used("keyboard");
    return true;
  }

  /** Releases the key for all actions: its binding may have changed since it was pressed. */
  #release(code: string): void {
    for (const action of FIGHTING) this.#held.release(action, code);
  }

  #onPointerMove(event: PointerEvent): void {
    if (event.pointerType === "touch") return;
    this.#pointAt(event);
    // Browsers also report a motionless mouse when the page moves under it.
    if (event.movementX !== 0 || event.movementY !== 0) lastDevice.used("keyboard");
  }

  #pointAt(event: MouseEvent): void {
    const bounds = this.#surface.getBoundingClientRect();
    this.#pointer = { x: event.clientX - bounds.left, y: event.clientY - bounds.top };
  }
}

const mouseCode = ({ button }: MouseEvent): string => `Mouse${button}`;

function isTyping(event: KeyboardEvent): boolean {
  const { target } = event;
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
