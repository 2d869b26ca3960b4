import { optional } from "../platform/optional.ts";

/** Indices of the buttons of a gamepad with the standard mapping: https://www.w3.org/TR/gamepad/#remapping */
export const PAD = {
  a: 0,
  b: 1,
  x: 2,
  y: 3,
  rightBumper: 5,
  leftTrigger: 6,
  rightTrigger: 7,
  view: 8,
  menu: 9,
  up: 12,
  down: 13,
  left: 14,
  right: 15,
} as const;

/** How far a trigger must be pulled to count as pressed, 0..1. */
const TRIGGER_AT = 0.3;

/**
 * The gamepad that was used last, of those with the standard mapping. Undefined without any, and where the page may
 * not ask: a `Permissions-Policy` without `gamepad` makes the call throw.
 */
export function currentPad(): Gamepad | undefined {
  let current: Gamepad | undefined;
  for (const pad of optional(() => navigator.getGamepads()) ?? []) {
    if (pad?.mapping === "standard" && pad.connected && pad.timestamp >= (current?.timestamp ?? 0)) current = pad;
  }
  return current;
}

/** Gamepads send no events for buttons: compares two states to find the buttons that were pressed or released. */
export class PadButtons {
  #down: readonly number[] = [];

  /** The changes since the last call. Without a gamepad all buttons count as released. */
  changes(pad: Gamepad | undefined): readonly { readonly button: number; readonly down: boolean }[] {
    const before = this.#down;
    const down = pad ? [...pad.buttons.keys()].filter((button) => isDown(pad.buttons[button])) : [];
    this.#down = down;
    return [
      ...before.filter((button) => !down.includes(button)).map((button) => ({ button, down: false })),
      ...down.filter((button) => !before.includes(button)).map((button) => ({ button, down: true })),
    ];
  }
}

const isDown = (button: GamepadButton | undefined): boolean =>
  button !== undefined && (button.pressed || button.value > TRIGGER_AT);
