import type { BUTTON } from "@fray/shared-state/schema/input-frame";

export type Action = "up" | "down" | "left" | "right" | "fire" | "special" | "dash" | "reload";

/** Keys by `KeyboardEvent.code`: where they are on the keyboard, whatever letter is printed on them. */
export const KEY_ACTIONS: Readonly<Record<string, Action>> = {
  KeyW: "up",
  ArrowUp: "up",
  KeyS: "down",
  ArrowDown: "down",
  KeyA: "left",
  ArrowLeft: "left",
  KeyD: "right",
  ArrowRight: "right",
  Space: "dash",
  ShiftLeft: "dash",
  ShiftRight: "dash",
  KeyE: "special",
  KeyR: "reload",
};

/** Mouse buttons by `MouseEvent.button`. */
export const MOUSE_ACTIONS: Readonly<Record<number, Action>> = { 0: "fire", 2: "special" };

/** Actions that are a bit of the input's buttons. */
export const BUTTON_ACTIONS = ["fire", "special", "dash", "reload"] as const satisfies readonly (Action &
  keyof typeof BUTTON)[];
