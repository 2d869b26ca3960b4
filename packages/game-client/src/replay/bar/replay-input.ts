import type { Point } from "../../connection/frame.ts";
import { lastDevice } from "../../controls/last-device.ts";
import { currentPad, PAD, PadButtons } from "../../controls/pads.ts";
import { REPLAY_KEYS, type ReplayAction } from "./actions.ts";

const ACTION_OF_BUTTON: ReadonlyMap<number, ReplayAction> = new Map([
  [PAD.a, "toggle"],
  [PAD.b, "leave"],
  [PAD.x, "free"],
  [PAD.leftTrigger, "previous"],
  [PAD.rightTrigger, "next"],
  [PAD.rightBumper, "sight"],
  [PAD.left, "back"],
  [PAD.right, "forward"],
  [PAD.up, "faster"],
  [PAD.down, "slower"],
  [PAD.y, "nextRound"],
  [PAD.view, "scores"],
  [PAD.menu, "help"],
]);

/** The results of a round are a dialog too, beside which the viewer goes on. */
const MODAL = "[role=dialog][aria-modal=true]";

interface Listener {
  readonly act: (action: ReplayAction) => void;
  /** The arena is dragged by so many CSS pixels. */
  readonly drag: (by: Point) => void;
}

/** Listens to the keys, the gamepad and the fingers of somebody who watches a replay, until it is disposed. */
export class ReplayInput {
  readonly #listener: Listener;
  readonly #buttons = new PadButtons();
  readonly #listening = new AbortController();
  #finger: { readonly id: number; x: number; y: number } | undefined;

  constructor(stage: HTMLElement, listener: Listener) {
    this.#listener = listener;
    // Buttons that are held when the viewer opens are not meant for it.
    this.#buttons.changes(currentPad());
    const { signal } = this.#listening;
    addEventListener("keydown", (event) => this.#onKey(event), { signal });
    stage.addEventListener("pointerdown", (event) => this.#onDown(event), { signal });
    addEventListener("pointermove", (event) => this.#onMove(event), { signal });
    const release = (): void => {
      this.#finger = undefined;
    };
    addEventListener("pointerup", release, { signal });
    addEventListener("pointercancel", release, { signal });
  }

  /** Reads the gamepad, which sends no events. */
  poll(): void {
    for (const { button, down } of this.#buttons.changes(currentPad())) {
      const action = down ? ACTION_OF_BUTTON.get(button) : undefined;
      if (!action) continue;
      lastDevice.used("gamepad");
      // A dialog has the gamepad for itself. The results of a round leave one button to the viewer.
      if (!document.querySelector(action === "nextRound" ? MODAL : "[role=dialog]")) this.#listener.act(action);
    }
  }

  dispose(): void {
    this.#listening.abort();
  }

  #onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector(MODAL)) return;
    const key = event.key.toLowerCase();
    if (isMeantFor(event.target, key)) return;
    const found = REPLAY_KEYS.find(({ keys }) => keys.includes(key));
    if (!found) return;
    event.preventDefault();
    lastDevice.used("keyboard");
    this.#listener.act(found.action);
  }

  #onDown({ pointerId, clientX, clientY }: PointerEvent): void {
    this.#finger = { id: pointerId, x: clientX, y: clientY };
  }

  #onMove({ pointerId, clientX, clientY }: PointerEvent): void {
    const finger = this.#finger;
    if (finger?.id !== pointerId) return;
    this.#listener.drag({ x: finger.x - clientX, y: finger.y - clientY });
    this.#finger = { id: pointerId, x: clientX, y: clientY };
  }
}

/** Whether the element with the focus has its own use for a key: buttons are pressed, and fields are typed in. */
function isMeantFor(target: EventTarget | null, key: string): boolean {
  if (target instanceof HTMLButtonElement) return key === " ";
  if (target instanceof HTMLInputElement) return target.type !== "range" || key === "home" || key === "end";
  return target instanceof HTMLSelectElement;
}
