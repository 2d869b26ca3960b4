import { entriesOf } from "@fray/shared-state/by-name";
import { BUTTON, type Input } from "@fray/shared-state/schema/input-frame";

import { clampLength } from "../brain/geometry.ts";

/** A bot's actions in one step. An action that is left out is not done. */
export interface Action {
  /**
   * Movement, -1 (left) .. 1 (right). A vector longer than 1 counts as 1 (running speed). A shorter vector is slower.
   */
  readonly moveX?: number;
  /** Movement, -1 (up) .. 1 (down). */
  readonly moveY?: number;
  /** Direction to look and shoot, in radians clockwise from +x. The aim does not change if this is undefined. */
  readonly aim?: number | undefined;
  /** Holds the trigger of the pulse rifle. */
  readonly fire?: boolean;
  /** Holds the trigger of the special: the rail, or a weapon from a pad. */
  readonly special?: boolean;
  readonly dash?: boolean;
  readonly reload?: boolean;
  /** A remark for the replay of the round, of at most 60 characters. At most four remarks and marks a second are kept. */
  readonly say?: string | undefined;
  /** A place in u with a text, for the replay of the round. */
  readonly mark?: { readonly x: number; readonly y: number; readonly text: string } | undefined;
}

const BUTTONS = entriesOf(BUTTON);

/** Turns the actions of one bot into inputs, one after the other. An action without an aim keeps the last aim. */
export function createInputs(): (action: Action) => Input {
  let aim = 0;
  return (action) => {
    const input = toInput(action, aim);
    aim = input.aim;
    return input;
  };
}

/**
 * Converts an action to the input of a step. `aim` is where the body looked before, in radians. A value that is not a
 * number counts as 0.
 */
export function toInput(action: Action, aim: number): Input {
  const { x, y } = clampLength({ x: finite(action.moveX, 0), y: finite(action.moveY, 0) });
  let buttons = 0;
  for (const [button, bit] of BUTTONS) if (action[button]) buttons |= bit;
  return { moveX: x, moveY: y, aim: finite(action.aim, aim), buttons };
}

const finite = (value: number | undefined, otherwise: number): number =>
  value !== undefined && Number.isFinite(value) ? value : otherwise;
