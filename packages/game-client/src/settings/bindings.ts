import { tableFrom } from "@fray/shared-state/by-name";
import type { BUTTON } from "@fray/shared-state/schema/input-frame";
import { z } from "zod";

/** All actions that a key or button can trigger, in the order in which the settings list them. */
export const ACTIONS = [
  "up",
  "down",
  "left",
  "right",
  "fire",
  "special",
  "dash",
  "reload",
  "aimUp",
  "aimDown",
  "aimLeft",
  "aimRight",
  "emote",
  "mark",
  "chat",
  "teamChat",
  "scoreboard",
  "minimap",
] as const;
export type Action = (typeof ACTIONS)[number];

/** Actions that are a bit of an input's buttons. */
export const BUTTON_ACTIONS = ["fire", "special", "dash", "reload"] as const satisfies readonly (Action &
  keyof typeof BUTTON)[];

/**
 * Up to two keys for each action. A key is a `KeyboardEvent.code` (its place on the keyboard, independent of
 * the printed letter), or `Mouse0`.. for a `MouseEvent.button`.
 */
export type Bindings = Readonly<Record<Action, readonly string[]>>;

export const DEFAULT_BINDINGS: Bindings = {
  up: ["KeyW", "ArrowUp"],
  down: ["KeyS", "ArrowDown"],
  left: ["KeyA", "ArrowLeft"],
  right: ["KeyD", "ArrowRight"],
  fire: ["Mouse0", "Semicolon"],
  special: ["Mouse2", "KeyE"],
  dash: ["Space", "ShiftLeft"],
  reload: ["KeyR"],
  aimUp: ["KeyI"],
  aimDown: ["KeyK"],
  aimLeft: ["KeyJ"],
  aimRight: ["KeyL"],
  emote: ["KeyX"],
  mark: ["KeyG", "Mouse1"],
  chat: ["Enter", "NumpadEnter"],
  teamChat: ["KeyT"],
  scoreboard: ["Tab"],
  minimap: ["KeyM"],
};

/**
 * Keys that can't be bound: Escape opens the menu. The others belong to the browser or the system, and with one of
 * them held every other key means something else there.
 */
const RESERVED = /^(?:Escape|F\d+|(?:Meta|OS|Control|Alt)(?:Left|Right)|AltGraph|ContextMenu|Fn)$/;
export const isReserved = (code: string): boolean => RESERVED.test(code);

const Keys = z
  .array(z.string().regex(/^\w{1,24}$/))
  .max(2)
  .transform((codes) => codes.filter((code) => !isReserved(code)));

/** Parses stored bindings. An action that is missing or invalid gets its default keys. */
export function readBindings(stored: unknown): Bindings {
  const known = z.record(z.string(), z.unknown()).catch({}).parse(stored);
  const read = (action: Action): readonly string[] => Keys.catch([...DEFAULT_BINDINGS[action]]).parse(known[action]);
  return tableFrom(ACTIONS.map((action) => [action, read(action)]));
}

/** The action to which a key or mouse button is bound. */
export const actionOf = (bindings: Bindings, code: string): Action | undefined =>
  ACTIONS.find((action) => bindings[action].includes(code));
