import { TICK_RATE_RANGE } from "@fray/shared-state/protocol/rooms";
import { SWAP_S } from "@fray/shared-state/rules";
import { BUTTON } from "@fray/shared-state/schema/input-frame";

import { BUTTON_ACTIONS, type Action } from "../settings/bindings.ts";

/**
 * A press counts at least this long, in ms: one step of the slowest room and a rendered frame. Input is read once per
 * rendered frame but used once per step, and a quick tap must not fall between two steps.
 */
const SHORTEST_PRESS_MS = 1000 / TICK_RATE_RANGE.min + 20;
/** While the trigger is held, a special has to wait for the change of weapons. A tap of it waits as well. */
const SHORTEST_SPECIAL_MS = SWAP_S * 1000 + SHORTEST_PRESS_MS;

interface Press {
  /** Keys and buttons that hold the action. */
  readonly sources: Set<string>;
  since: number;
  read: boolean;
}

/** The actions that are held by any of their keys and buttons. Times in ms. */
export class HeldActions {
  readonly #presses = new Map<Action, Press>();

  press(action: Action, source: string, now: number): void {
    const press = this.#presses.get(action);
    if (!press) {
      this.#presses.set(action, { sources: new Set([source]), since: now, read: false });
      return;
    }
    if (press.sources.size === 0) {
      press.since = now;
      press.read = false;
    }
    press.sources.add(source);
  }

  release(action: Action, source: string): void {
    this.#presses.get(action)?.sources.delete(source);
  }

  /** Releases everything and forgets taps. */
  clear(): void {
    this.#presses.clear();
  }

  /** Whether an action is held, or was tapped so recently that the tap still counts. */
  read(action: Action, now: number): boolean {
    const press = this.#presses.get(action);
    if (!press) return false;
    const active = press.sources.size > 0 || !press.read || now - press.since < shortest(action);
    press.read = true;
    return active;
  }

  /** The actions that are held or were tapped, as bits of an input's buttons. */
  readButtons(now: number): number {
    let buttons = 0;
    for (const action of BUTTON_ACTIONS) if (this.read(action, now)) buttons |= BUTTON[action];
    return buttons;
  }
}

const shortest = (action: Action): number => (action === "special" ? SHORTEST_SPECIAL_MS : SHORTEST_PRESS_MS);
