import type { Device } from "../../controls/last-device.ts";
import type { Action, Bindings } from "../../settings/bindings.ts";
import { keyLabel } from "./key-label.ts";

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
