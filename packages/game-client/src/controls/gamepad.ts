import { optional } from "../platform/optional.ts";
import type { Action } from "../settings/bindings.ts";
import { prefersReducedMotion } from "../settings/reduced-motion.ts";
import { AT_REST, type DeviceState } from "./device-state.ts";
import { HeldActions } from "./held-actions.ts";
import { hudSignals, type HudSignal } from "./hud-signals.ts";
import { lastDevice } from "./last-device.ts";
import { currentPad, PAD, PadButtons } from "./pads.ts";
import { angleOf, deflect } from "./stick.ts";

/**
 * Sticks at rest report anything within this distance of the middle, and not all reach the edge. The aim needs only a
 * direction.
 */
const DEAD = 0.16;
const FULL = 0.96;
const DEAD_AIM = 0.3;

const ACTION_OF: ReadonlyMap<number, Action> = new Map([
  [PAD.rightTrigger, "fire"],
  [PAD.leftTrigger, "special"],
  [PAD.a, "dash"],
  [PAD.rightBumper, "dash"],
  [PAD.x, "reload"],
]);

const SIGNAL_OF: ReadonlyMap<number, HudSignal> = new Map([
  [PAD.up, "emote"],
  [PAD.down, "mark"],
  [PAD.view, "scoreboard"],
  [PAD.menu, "menu"],
]);

const RUMBLE_MS = 120;

/** A gamepad with the standard mapping. */
export class GamepadDevice {
  readonly #buttons = new PadButtons();
  readonly #held = new HeldActions();
  #enabled = true;

  /** While disabled the gamepad does not control the fighter; only the HUD receives its buttons. */
  set enabled(enabled: boolean) {
    this.#enabled = enabled;
    if (!enabled) this.clear();
  }

  clear(): void {
    this.#held.clear();
  }

  /** Reads the gamepad at `now`, in ms. A gamepad also reports while the page has no focus; that input is ignored. */
  read(now: number): DeviceState {
    const pad = (optional(() => document.hasFocus()) ?? true) ? currentPad() : undefined;
    for (const { button, down } of this.#buttons.changes(pad)) this.#turn(button, down, now);
    if (!pad || !this.#enabled) return AT_REST;
    const [leftX = 0, leftY = 0, rightX = 0, rightY = 0] = pad.axes;
    const move = deflect(leftX, leftY, DEAD, FULL);
    const aims = Math.hypot(rightX, rightY) > DEAD_AIM;
    if (aims || move.x !== 0 || move.y !== 0) lastDevice.used("gamepad");
    return {
      moveX: move.x,
      moveY: move.y,
      aim: aims ? angleOf(rightX, rightY) : undefined,
      buttons: this.#held.readButtons(now),
    };
  }

  /** Rumbles, if the gamepad and the browser support it, with `strength` 0..1. */
  rumble(strength: number): void {
    if (prefersReducedMotion()) return;
    const magnitudes = { strongMagnitude: strength, weakMagnitude: Math.min(1, strength * 1.5) };
    void optional(() =>
      currentPad()?.vibrationActuator?.playEffect("dual-rumble", { duration: RUMBLE_MS, ...magnitudes }),
    );
  }

  #turn(button: number, down: boolean, now: number): void {
    if (down) lastDevice.used("gamepad");
    const signal = SIGNAL_OF.get(button);
    if (signal) hudSignals.send(signal, down);
    const action = ACTION_OF.get(button);
    if (!action) return;
    if (!down) this.#held.release(action, String(button));
    else if (this.#enabled) this.#held.press(action, String(button), now);
  }
}
