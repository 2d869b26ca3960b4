import { BUTTON, type Input } from "@fray/shared-state/schema/input-frame";

import type { Point } from "../connection/frame.ts";
import { settings } from "../settings/settings.ts";
import { actionOf, BUTTON_ACTIONS, type Action } from "./bindings.ts";
import { HeldActions } from "./held-actions.ts";

const TURN = Math.PI * 2;

/** Keyboard and mouse as one input. Hears them from `listen` to `dispose`. */
export class Controls {
  readonly #surface: HTMLElement;
  readonly #held = new HeldActions();
  readonly #listening = new AbortController();
  #pointer: Point | undefined;
  #origin: Point = { x: 0, y: 0 };
  #aim = 0;
  #enabled = true;

  /** `surface` is what the arena is drawn on. */
  constructor(surface: HTMLElement) {
    this.#surface = surface;
  }

  listen(): void {
    const { signal } = this.#listening;
    addEventListener("keydown", (event) => this.#onKeyDown(event), { signal });
    addEventListener("keyup", (event) => this.#onKeyUp(event), { signal });
    addEventListener("blur", () => this.#held.clear(), { signal });
    addEventListener("mouseup", (event) => this.#onMouseUp(event), { signal });
    addEventListener("pointermove", (event) => this.#onPointerMove(event), { signal });
    document.addEventListener("pointerleave", () => (this.#pointer = undefined), { signal });
    document.addEventListener("visibilitychange", () => this.#held.clear(), { signal });
    this.#surface.addEventListener("mousedown", (event) => this.#onMouseDown(event), { signal });
    this.#surface.addEventListener("contextmenu", (event) => event.preventDefault(), { signal });
  }

  /** The mouse in CSS pixels from the surface's top left corner; undefined before it moved and while it is outside. */
  get pointer(): Point | undefined {
    return this.#pointer;
  }

  /** While disabled nothing is pressed: a menu lies over the arena. */
  set enabled(enabled: boolean) {
    this.#enabled = enabled;
    if (!enabled) this.#held.clear();
  }

  /** Where the own body is on the screen: the mouse aims from there. */
  aimFrom(origin: Point): void {
    this.#origin = origin;
  }

  /** What the player wants at `now`, a performance.now() in ms. A tap counts even when it ended before this call. */
  read(now: number): Input {
    const held = (action: Action): number => (this.#held.read(action, now) ? 1 : 0);
    const moveX = held("right") - held("left");
    const moveY = held("down") - held("up");
    let buttons = 0;
    for (const action of BUTTON_ACTIONS) if (this.#held.read(action, now)) buttons |= BUTTON[action];
    return { moveX, moveY, aim: this.#currentAim(), buttons };
  }

  dispose(): void {
    this.#listening.abort();
  }

  #currentAim(): number {
    if (this.#pointer) {
      const angle = Math.atan2(this.#pointer.y - this.#origin.y, this.#pointer.x - this.#origin.x);
      this.#aim = angle < 0 ? angle + TURN : angle;
    }
    return this.#aim;
  }

  #onKeyDown(event: KeyboardEvent): void {
    const action = this.#actionOf(event.code);
    if (!action || !this.#enabled || isTyping(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    if (!event.repeat) this.#held.press(action, event.code, event.timeStamp);
  }

  #onKeyUp(event: KeyboardEvent): void {
    const action = this.#actionOf(event.code);
    if (action) this.#held.release(action, event.code);
  }

  #onMouseDown(event: MouseEvent): void {
    this.#onPointerMove(event);
    const action = this.#actionOf(`Mouse${event.button}`);
    if (!action || !this.#enabled) return;
    event.preventDefault();
    // The click must still take the focus from a text field, or the keys would go on typing.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    this.#held.press(action, `Mouse${event.button}`, event.timeStamp);
  }

  #onMouseUp(event: MouseEvent): void {
    const action = this.#actionOf(`Mouse${event.button}`);
    if (action) this.#held.release(action, `Mouse${event.button}`);
  }

  #actionOf(code: string): Action | undefined {
    return actionOf(settings.values.bindings, code);
  }

  #onPointerMove(event: MouseEvent): void {
    const bounds = this.#surface.getBoundingClientRect();
    this.#pointer = { x: event.clientX - bounds.left, y: event.clientY - bounds.top };
  }
}

function isTyping(event: KeyboardEvent): boolean {
  const { target } = event;
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
