import { optional } from "../platform/optional.ts";

/** Places of the buttons in a gamepad of the standard mapping: https://www.w3.org/TR/gamepad/#remapping */
export const PAD = {
  a: 0,
  b: 1,
  x: 2,
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

/** How far a trigger is pulled when it counts, 0..1. */
const TRIGGER_AT = 0.3;

/**
 * The gamepad that was used last, of those whose buttons are where the standard says. Undefined without any, and where a
 * page may not ask: a `Permissions-Policy` without `gamepad` makes that throw.
 */
export function currentPad(): Gamepad | undefined {
  let current: Gamepad | undefined;
  for (const pad of optional(() => navigator.getGamepads()) ?? []) {
    if (pad?.mapping === "standard" && pad.connected && pad.timestamp >= (current?.timestamp ?? 0)) current = pad;
  }
  return current;
}

/** Gamepads are asked, they don't tell: finds out which buttons went down or came up in between. */
export class PadButtons {
  #down: readonly number[] = [];

  /** What has changed since the last call; without a pad everything comes up. */
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
