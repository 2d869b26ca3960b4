import type { Point } from "../connection/frame.ts";
import { actionOf, BUTTON_ACTIONS, type Action } from "../settings/bindings.ts";
import { settings } from "../settings/settings.ts";
import type { DeviceState } from "./device-state.ts";
import { HeldActions } from "./held-actions.ts";
import { KeyAim } from "./key-aim.ts";
import { lastDevice } from "./last-device.ts";
import { lastPointer } from "./last-pointer.ts";
import { angleOf } from "./stick.ts";

const AIMING = ["aimUp", "aimDown", "aimLeft", "aimRight"] as const satisfies readonly Action[];
/** Actions of the fighter; all other actions belong to the HUD. */
const FIGHTING: ReadonlySet<Action> = new Set(["up", "down", "left", "right", ...AIMING, ...BUTTON_ACTIONS]);

/** Keyboard and mouse with the keys from the settings. */
export class KeyboardMouse {
  readonly #surface: HTMLElement;
  readonly #held = new HeldActions();
  readonly #keyAim = new KeyAim();
  #aimsByKeys = false;
  #pointer: Point | undefined;
  #pointed = false;
  #enabled = true;

  /** `surface` is the element in which the arena is drawn. */
  constructor(surface: HTMLElement) {
    this.#surface = surface;
    // The crosshair begins where the mouse pressed Play.
    if (lastPointer.place) this.#pointAt(lastPointer.place);
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
    addEventListener("contextmenu", () => this.clear(), { signal });
  }

  /** Whether a mouse has pointed at something. A page that was reloaded can't know yet where its mouse is. */
  get hasPointed(): boolean {
    return this.#pointed;
  }

  /**
   * The mouse in CSS pixels from the surface's top left corner; undefined before its first move and while it is
   * outside.
   */
  get pointer(): Point | undefined {
    return this.#pointer;
  }

  /** Whether the player aims with keys instead of the mouse. */
  get aimsByKeys(): boolean {
    return this.#aimsByKeys;
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
    const keyAim = this.#keyAim.turn(now, held("aimRight") - held("aimLeft"), held("aimDown") - held("aimUp"));
    return {
      moveX: held("right") - held("left"),
      moveY: held("down") - held("up"),
      aim: this.#aimsByKeys ? keyAim : this.#mouseAim(origin),
      buttons: this.#held.readButtons(now),
    };
  }

  #mouseAim(origin: Point): number | undefined {
    return this.#pointer && angleOf(this.#pointer.x - origin.x, this.#pointer.y - origin.y);
  }

  #onKeyDown(event: KeyboardEvent): void {
    // Nobody reports that a key comes up while the system's key is held, or while the menu of the context menu key is open.
    if (event.metaKey || event.code === "ContextMenu") this.clear();
    if (isTyping(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!this.#press(event.code, event)) return;
    event.preventDefault();
  }

  #onMouseDown(event: MouseEvent): void {
    this.#pointAt({ x: event.clientX, y: event.clientY });
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
    if (AIMING.some((aiming) => aiming === action)) this.#aimsByKeys = true;
    lastDevice.used("keyboard");
    return true;
  }

  /** Releases the key for all actions: its binding may have changed since it was pressed. */
  #release(code: string): void {
    for (const action of FIGHTING) this.#held.release(action, code);
  }

  #onPointerMove(event: PointerEvent): void {
    if (event.pointerType === "touch") return;
    this.#pointAt({ x: event.clientX, y: event.clientY });
    // Browsers also report a motionless mouse when the page moves under it.
    if (event.movementX === 0 && event.movementY === 0) return;
    this.#aimsByKeys = false;
    lastDevice.used("keyboard");
  }

  #pointAt({ x, y }: Point): void {
    const bounds = this.#surface.getBoundingClientRect();
    this.#pointed = true;
    this.#pointer = { x: x - bounds.left, y: y - bounds.top };
  }
}

const mouseCode = ({ button }: MouseEvent): string => `Mouse${button}`;

function isTyping(event: KeyboardEvent): boolean {
  const { target } = event;
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
