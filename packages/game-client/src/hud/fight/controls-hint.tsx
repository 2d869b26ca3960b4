import { lastDevice, type Device } from "../../controls/last-device.ts";
import type { Action, Bindings } from "../../settings/bindings.ts";
import { settings } from "../../settings/settings.ts";
import type { Moment, Part } from "../moment.ts";
import { keyLabel } from "../parts/key-label.ts";
import { Panel } from "../parts/panel.ts";
import "./controls-hint.css";

const SHOWN_MS = 10_000;

interface HintProps {
  readonly shown: boolean;
  readonly device: Device;
  readonly bindings: Bindings;
}

/** Explains the controls for the first seconds in a body: at most three lines, for the device in use. */
export class ControlsHint implements Part {
  readonly #panel: Panel<HintProps>;
  #since: number | undefined;

  constructor(parent: HTMLElement) {
    this.#panel = new Panel(parent, Hint, ({ now }) => ({
      shown: this.#since !== undefined && now - this.#since < SHOWN_MS,
      device: lastDevice.value,
      bindings: settings.values.bindings,
    }));
  }

  update(moment: Moment): void {
    if (moment.frame.self?.alive) this.#since ??= moment.now;
    this.#panel.update(moment);
  }

  dispose(): void {
    this.#panel.dispose();
  }
}

function Hint({ shown, device, bindings }: HintProps) {
  return (
    <div class={shown ? "controls-hint" : "controls-hint gone"} aria-hidden={!shown}>
      <ControlsLines device={device} bindings={bindings} />
    </div>
  );
}

/** One line per control: the key or button, and the action. */
export function ControlsLines({ device, bindings }: { readonly device: Device; readonly bindings: Bindings }) {
  return linesFor(device, bindings).map((line) => (
    <p key={line[0]?.join()}>
      {line.map(([press, what]) => (
        <span key={what}>
          <kbd class="key">{press}</kbd> {what}
        </span>
      ))}
    </p>
  ));
}

type Line = readonly (readonly [press: string, what: string])[];

function linesFor(device: Device, bindings: Bindings): readonly Line[] {
  if (device === "touch") {
    return [
      [
        ["Left thumb", "move"],
        ["Right thumb", "aim, push farther to fire"],
      ],
    ];
  }
  if (device === "gamepad") {
    return [
      [
        ["Left stick", "move"],
        ["Right stick", "aim"],
      ],
      [
        ["RT", "fire"],
        ["LT", "special"],
        ["A", "dash"],
        ["X", "reload"],
      ],
    ];
  }
  const key = (action: Action): string => keyLabel(bindings[action][0] ?? "");
  return [
    [
      [`${key("up")}${key("left")}${key("down")}${key("right")}`, "move"],
      ["Mouse", "aim"],
      [key("dash"), "dash"],
    ],
    [
      [key("fire"), "fire"],
      [key("special"), "special"],
      [key("reload"), "reload"],
    ],
  ];
}
