import { lastDevice, type Device } from "../../controls/last-device.ts";
import type { Bindings } from "../../settings/bindings.ts";
import { settings } from "../../settings/settings.ts";
import type { Moment, Part } from "../moment.ts";
import { Panel } from "../parts/panel.ts";
import "./controls-hint.css";
import { HintMemory } from "./hint-memory.ts";
import { HINT_NAMES, hintOf, type HintName } from "./hints.ts";

/** The most hints at a time. The middle of a phone held upright has less room. */
const AT_ONCE: Readonly<Record<Device, number>> = { keyboard: 3, gamepad: 3, touch: 1 };
/** A hint that a player ignores for this long gives way to the next one, in ms. It returns in the next life. */
const PATIENCE_MS = 12_000;

interface HintProps {
  readonly names: readonly HintName[];
  readonly device: Device;
  readonly bindings: Bindings;
}

/** Tells a player what they have never done: a few things at a time, each until it is done. */
export class ControlsHint implements Part {
  readonly #panel: Panel<HintProps>;
  readonly #memory = new HintMemory();
  readonly #shownSince = new Map<HintName, number>();
  #shown: readonly HintName[] = [];
  #from: { readonly x: number; readonly y: number } | undefined;

  constructor(parent: HTMLElement) {
    this.#panel = new Panel(parent, Hint, () => ({
      names: this.#shown,
      device: lastDevice.value,
      bindings: settings.values.bindings,
    }));
  }

  update(moment: Moment): void {
    const { self } = moment.frame;
    if (self?.alive) this.#see(moment, (this.#from ??= { x: self.x, y: self.y }));
    else this.#rest();
    this.#panel.update(moment);
  }

  dispose(): void {
    this.#panel.dispose();
  }

  #see(moment: Moment, from: { readonly x: number; readonly y: number }): void {
    const open = HINT_NAMES.filter((name) => !this.#memory.has(name));
    for (const name of open) if (hintOf(name).isDone(moment, from)) this.#memory.add(name);
    const waiting = open.filter((name) => {
      const since = this.#shownSince.get(name) ?? moment.now;
      return !this.#memory.has(name) && moment.now - since < PATIENCE_MS && hintOf(name).fits(moment);
    });
    this.#shown = waiting.slice(0, AT_ONCE[lastDevice.value]);
    for (const name of this.#shown) if (!this.#shownSince.has(name)) this.#shownSince.set(name, moment.now);
  }

  #rest(): void {
    this.#from = undefined;
    this.#shown = [];
    this.#shownSince.clear();
  }
}

function Hint({ names, device, bindings }: HintProps) {
  const hints = names.map((name) => ({ name, hint: hintOf(name) }));
  return (
    <div class={names.length > 0 ? "controls-hint" : "controls-hint gone"} role="note" aria-hidden={names.length === 0}>
      {hints.map(({ name, hint }) => {
        const press = hint.press(device, bindings);
        return (
          <p key={name}>
            <span>
              {press !== "" && <kbd class="key">{press}</kbd>} {hint.text}
            </span>
          </p>
        );
      })}
    </div>
  );
}
