import { currentPad, PadButtons } from "../controls/pads.ts";

/** Keys that are held while another is pressed are not meant by themselves. */
const MODIFIERS: ReadonlySet<string> = new Set(["Shift", "Control", "Alt", "Meta", "AltGraph"]);

/** Notices that a key, a finger, a mouse button or a button of a gamepad is pressed, and not only held. */
export class SkipListener {
  readonly #listening = new AbortController();
  readonly #buttons = new PadButtons();
  isPressed = false;

  constructor() {
    this.#buttons.changes(currentPad());
    const options = { signal: this.#listening.signal, capture: true };
    addEventListener("keydown", (event) => this.#onKey(event), options);
    addEventListener("pointerdown", () => (this.isPressed = true), options);
  }

  /** Forgets what was pressed so far. */
  clear(): void {
    this.isPressed = false;
  }

  /** Reads the gamepad, which sends no events. */
  poll(): void {
    if (this.#buttons.changes(currentPad()).some(({ down }) => down)) this.isPressed = true;
  }

  dispose(): void {
    this.#listening.abort();
  }

  #onKey(event: KeyboardEvent): void {
    if (event.repeat || MODIFIERS.has(event.key)) return;
    this.isPressed = true;
    // All other keys do what they always do: a player runs on with the key that skips.
    if (event.code === "Escape") event.stopImmediatePropagation();
  }
}
