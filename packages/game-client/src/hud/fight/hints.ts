import { namesOf } from "@fray/netcode/core";
import { PRIMARY } from "@fray/shared-state/rules";
import { BUTTON } from "@fray/shared-state/schema/input-frame";

import type { Device } from "../../controls/last-device.ts";
import type { Action, Bindings } from "../../settings/bindings.ts";
import type { Moment } from "../moment.ts";
import { keyLabel } from "../parts/key-label.ts";

type SeenBy = Pick<Moment, "frame" | "game" | "buttons">;

interface Hint {
  /** The key, button or gesture on the device in use; "" if there is none. */
  readonly press: (device: Device, bindings: Bindings) => string;
  readonly text: string;
  /** Whether the player can do it here. */
  readonly fits: (moment: SeenBy) => boolean;
  /** Whether the player does it in this frame. `from` is where the body was when it appeared. */
  readonly isDone: (moment: SeenBy, from: Place) => boolean;
}

interface Place {
  readonly x: number;
  readonly y: number;
}

/** Farther than a body is pushed by a hit. */
const WALK_U = 2;

const always = (): boolean => true;
const none = (): string => "";
const by = (action: Action, gamepad: string, touch: string) => (device: Device, bindings: Bindings) =>
  device === "touch" ? touch : device === "gamepad" ? gamepad : keyLabel(bindings[action][0] ?? "");
const has =
  (layer: "pickups" | "bushes" | "teleporters") =>
  ({ game }: SeenBy) =>
    game.arena[layer].length > 0;

/** What a new player is told, in this order. A hint is shown until its deed was done once. */
export const HINTS = {
  move: {
    press: (device, bindings) => {
      if (device !== "keyboard") return device === "touch" ? "Left thumb" : "Left stick";
      return (["up", "left", "down", "right"] as const).map((action) => keyLabel(bindings[action][0] ?? "")).join("");
    },
    text: "move",
    fits: always,
    isDone: ({ frame: { self } }, from) => self !== undefined && Math.hypot(self.x - from.x, self.y - from.y) > WALK_U,
  },
  fire: {
    press: by("fire", "Right stick, RT", "Right thumb"),
    text: "aim and fire",
    fits: always,
    isDone: ({ frame }) => hasFired(frame, true),
  },
  dash: {
    press: by("dash", "A", "Dash button"),
    text: "dash out of danger",
    fits: always,
    isDone: ({ frame: { self }, buttons }) => self?.dashing === true && (buttons & BUTTON.dash) !== 0,
  },
  special: {
    press: by("special", "LT", "Special button"),
    text: "fire your special weapon",
    fits: always,
    isDone: ({ frame }) => hasFired(frame, false),
  },
  pads: {
    press: none,
    text: "Walk over a glowing pad to take what lies there",
    fits: has("pickups"),
    isDone: ({ frame: { events } }) => events.some((event) => event.type === "pickup" && event.me),
  },
  flag: {
    press: none,
    text: "Touch the enemy’s flag to take it",
    fits: ({ frame: { flags } }) => flags.length > 0,
    isDone: ({ frame: { self } }) => (self?.carries ?? 0) !== 0,
  },
  bush: {
    press: none,
    text: "Stand in a bush to hide",
    fits: has("bushes"),
    isDone: ({ frame: { self } }) => self?.hidden === true,
  },
  teleporter: {
    press: none,
    text: "Step on a teleporter to jump across the map",
    fits: has("teleporters"),
    isDone: ({ frame: { events } }) => events.some((event) => event.type === "teleport" && event.me),
  },
} as const satisfies Readonly<Record<string, Hint>>;

export type HintName = keyof typeof HINTS;
export const HINT_NAMES: readonly HintName[] = namesOf(HINTS);
export const hintOf = (name: HintName): Hint => HINTS[name];

const hasFired = ({ events }: Moment["frame"], isPrimary: boolean): boolean =>
  events.some((event) => event.type === "fired" && event.own && (event.weapon === PRIMARY.name) === isPrimary);
