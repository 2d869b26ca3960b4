import { namesOf } from "@fray/netcode/core";
import { useId } from "preact/hooks";

import { PALETTE } from "../../settings/palettes.ts";
import type { Settings } from "../../settings/settings.ts";

type Name = Settings["palette"];

const TITLES: Readonly<Record<Name, string>> = {
  default: "Default",
  colourBlind: "Colour-blind safe",
  highContrast: "High contrast",
};
const NAMES = namesOf(TITLES);

export interface PalettePickerProps {
  readonly value: Name;
  readonly onSet: (value: Name) => void;
}

/** The palettes, each shown by a fight in its colours. */
export function PalettePicker({ value, onSet }: PalettePickerProps) {
  const id = useId();
  return (
    <div class="form-row" role="radiogroup" aria-labelledby={id}>
      <span id={id}>Colours</span>
      <div class="choice palettes">
        {NAMES.map((name) => (
          <label key={name} class={name === value ? "picked" : ""}>
            <input type="radio" name={id} checked={name === value} onChange={() => onSet(name)} />
            <Preview name={name} />
            {TITLES[name]}
          </label>
        ))}
      </div>
    </div>
  );
}

function Preview({ name }: { readonly name: Name }) {
  const { blue, blueLight, orange, danger, good, warn } = PALETTE[name];
  return (
    <svg width="96" height="40" viewBox="0 0 96 40" aria-hidden="true">
      <rect width="96" height="40" rx="6" fill="#17212d" />
      <circle cx="18" cy="16" r="8" fill={blue} />
      <path d="M30 16H54" stroke={blueLight} stroke-width="3" stroke-linecap="round" />
      <path d="M86 16 81 24.5h-10L66 16l5-8.5h10Z" fill={orange} />
      {[good, warn, danger].map((colour, index) => (
        <rect key={colour} x={10 + index * 26} y="30" width="22" height="4" rx="2" fill={colour} />
      ))}
    </svg>
  );
}
