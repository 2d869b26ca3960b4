import type { Frame, Point } from "../connection/frame.ts";
import { BUTTON_ACTIONS, type Action } from "../settings/bindings.ts";
import type { DeviceState } from "./device-state.ts";
import { HeldActions } from "./held-actions.ts";
import { lastDevice } from "./last-device.ts";
import { angleOf, deflect } from "./stick.ts";
import { TouchLayer } from "./touch-layer.tsx";
import { FIRE_FROM, TouchStick } from "./touch-stick.ts";

/** Share of a stick's radius within which the thumb counts as resting: it does not move the body or turn the aim. */
const DEAD = 0.15;
const AIM_FROM = 0.25;

/**
 * Touch input: the left half of the screen moves, the right half aims and, when pushed farther out, fires. Buttons do
 * the rest.
 */
export class TouchDevice {
  readonly #surface: HTMLElement;
  readonly #layer: TouchLayer;
  readonly #held = new HeldActions();
  readonly #move = new TouchStick();
  readonly #aim = new TouchStick();
  /** The action that each finger on a button holds. */
  readonly #presses = new Map<number, Action>();
  #aimed: number | undefined;
  #enabled = true;

  /** `surface` is the element in which the arena is drawn. The sticks are drawn over it. */
  constructor(surface: HTMLElement) {
    this.#surface = surface;
    this.#layer = new TouchLayer(surface);
  }

  /** Listens to fingers until `signal` is aborted. */
  listen(signal: AbortSignal): void {
    const onTouch = (type: "pointerdown" | "pointermove" | "pointerup" | "pointercancel", handle: Handler): void => {
      this.#surface.addEventListener(type, (event) => event.pointerType === "touch" && handle(event), { signal });
    };
    onTouch("pointerdown", (event) => this.#onDown(event));
    onTouch("pointermove", (event) => this.#onMove(event));
    onTouch("pointerup", ({ pointerId }) => this.#release(pointerId));
    onTouch("pointercancel", ({ pointerId }) => this.#release(pointerId));
    signal.addEventListener("abort", () => this.#layer.remove());
  }

  /** While disabled, fingers have no effect here: a menu lies over the arena. */
  set enabled(enabled: boolean) {
    this.#enabled = enabled;
    if (!enabled) this.clear();
  }

  /** Releases all fingers. */
  clear(): void {
    this.#held.clear();
    this.#presses.clear();
    this.#move.clear();
    this.#aim.clear();
  }

  /** Reads the touch input at `now`, in ms. */
  read(now: number): DeviceState {
    const { x, y } = this.#move.offset;
    const move = deflect(x, y, DEAD, 1);
    return { moveX: move.x, moveY: move.y, aim: this.#aimed, buttons: this.#held.readButtons(now) };
  }

  /** Draws the sticks and the buttons with their current state. */
  draw({ self, round }: Frame): void {
    this.#layer.draw({
      shown: lastDevice.value === "touch" && this.#enabled && round.phase !== "results",
      move: this.#move,
      aim: this.#aim,
      self: self?.alive === true ? self : undefined,
      pressed: [...this.#presses.values()],
    });
  }

  #onDown(event: PointerEvent): void {
    lastDevice.used("touch");
    if (!this.#enabled) return;
    // Prevents the mouse events that browsers send after a touch.
    event.preventDefault();
    const place = this.#placeOf(event);
    const action = actionAt(event.target);
    if (action) {
      this.#presses.set(event.pointerId, action);
      this.#held.press(action, sourceOf(event.pointerId), event.timeStamp);
    } else if (place.x < this.#surface.clientWidth / 2) {
      if (!this.#move.held) this.#move.press(event.pointerId, place);
    } else if (!this.#aim.held) {
      this.#aim.press(event.pointerId, place);
    }
  }

  #onMove(event: PointerEvent): void {
    const place = this.#placeOf(event);
    this.#move.move(event.pointerId, place);
    if (!this.#aim.isHeldBy(event.pointerId)) return;
    this.#aim.move(event.pointerId, place);
    const { x, y } = this.#aim.offset;
    const length = Math.hypot(x, y);
    if (length > AIM_FROM) this.#aimed = angleOf(x, y);
    if (length > FIRE_FROM) this.#held.press("fire", sourceOf(event.pointerId), event.timeStamp);
    else this.#held.release("fire", sourceOf(event.pointerId));
  }

  #release(finger: number): void {
    this.#move.release(finger);
    this.#aim.release(finger);
    this.#held.release(this.#presses.get(finger) ?? "fire", sourceOf(finger));
    this.#presses.delete(finger);
  }

  #placeOf({ clientX, clientY }: PointerEvent): Point {
    const { left, top } = this.#surface.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  }
}

type Handler = (event: PointerEvent) => void;

const sourceOf = (finger: number): string => `finger${finger}`;

/** The action of the button under a finger. */
function actionAt(target: EventTarget | null): Action | undefined {
  const button = target instanceof Element ? target.closest<HTMLElement>("[data-action]") : null;
  return BUTTON_ACTIONS.find((action) => action === button?.dataset["action"]);
}
