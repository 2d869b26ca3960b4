import { EMOTES } from "@fray/shared-state/protocol/messages";

import { lastDevice } from "../../controls/last-device.ts";
import type { HudInput } from "../hud-input.ts";
import type { Moment, Part } from "../moment.ts";
import { Panel } from "../parts/panel.ts";
import { EmoteWheel, type EmoteWheelProps } from "./emote-wheel.tsx";
import { emoteAt, WHEEL_RADIUS_PX } from "./wheel-geometry.ts";

/** Only a turn of the aim by more than this, in radians, selects an emote: a stick at rest must not select one. */
const TURNED = 0.15;

/** Opens the emote wheel, reads the selection by mouse, stick, key or finger, and sends the emote. */
export class Emotes implements Part {
  readonly #input: HudInput;
  readonly #panel: Panel<EmoteWheelProps>;
  readonly #listening = new AbortController();
  #say: (emote: number) => void = () => {};
  #picked: number | undefined;
  /** The aim when the wheel was opened. */
  #aimBefore: number | undefined;

  constructor(parent: HTMLElement, input: HudInput) {
    this.#input = input;
    const actions = { onPick: (emote: number) => this.#pick(emote), onClose: () => input.closeWheel() };
    this.#panel = new Panel(parent, EmoteWheel, () => ({
      middle: input.wheel?.middle,
      stays: input.wheel?.stays ?? false,
      picked: this.#picked,
      ...actions,
    }));
    const { signal } = this.#listening;
    addEventListener("keydown", (event) => this.#onKeyDown(event), { signal, capture: true });
  }

  update(moment: Moment): void {
    const { wheel } = this.#input;
    this.#say = (emote) => moment.game.emote(emote);
    this.#picked = wheel && this.#pointedAt(wheel.middle, moment.frame.self?.aim);
    if (!wheel) this.#aimBefore = undefined;
    else if (wheel.released) this.#pick(this.#picked);
    this.#panel.update(moment);
  }

  dispose(): void {
    this.#listening.abort();
    this.#panel.dispose();
  }

  #pointedAt(middle: { x: number; y: number }, aim: number | undefined): number | undefined {
    if (lastDevice.value === "keyboard") return emoteAt(middle, this.#input.pointer);
    if (lastDevice.value !== "gamepad" || aim === undefined) return undefined;
    this.#aimBefore ??= aim;
    if (this.#picked === undefined && Math.abs(aim - this.#aimBefore) < TURNED) return undefined;
    return emoteAt(middle, {
      x: middle.x + Math.cos(aim) * WHEEL_RADIUS_PX,
      y: middle.y + Math.sin(aim) * WHEEL_RADIUS_PX,
    });
  }

  /** While the wheel is open, number keys select emotes, also if they are bound to other actions. */
  #onKeyDown(event: KeyboardEvent): void {
    if (!this.#input.wheel) return;
    const number = /^(?:Digit|Numpad)([1-8])$/.exec(event.code)?.[1];
    if (number === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    this.#pick(Number(number) - 1);
  }

  #pick(emote: number | undefined): void {
    if (emote !== undefined && emote < EMOTES.length) this.#say(emote);
    this.#input.closeWheel();
  }
}
