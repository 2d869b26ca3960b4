import { hasTeams, isMode, MODE_TITLES, MODES, type Mode } from "@fray/shared-state/match/modes";

import { optional } from "../../platform/optional.ts";
import "./mode-choice.css";

const KEY = "fray.mode";

/** The mode that was chosen last in this browser; undefined for any. */
export function rememberedMode(): Mode | undefined {
  const kept = optional(() => localStorage.getItem(KEY)) ?? "";
  return isMode(kept) ? kept : undefined;
}

export interface ModeChoiceProps {
  readonly mode: Mode | undefined;
  readonly onChoose: (mode: Mode | undefined) => void;
}

/** The mode that Play looks for. */
export const ModeChoice = ({ mode, onChoose }: ModeChoiceProps) => (
  <label class="mode-choice">
    <span>Mode</span>
    <select
      class="field"
      name="mode"
      value={mode ?? ""}
      onChange={({ currentTarget: { selectedIndex } }) => {
        // The first choice stands for any mode.
        const chosen = MODES[selectedIndex - 1];
        optional(() => localStorage.setItem(KEY, chosen ?? ""));
        onChoose(chosen);
      }}
    >
      <option value="">Any mode</option>
      {MODES.map((each) => (
        <option key={each} value={each}>
          {MODE_TITLES[each]}
          {hasTeams(each) ? " (teams)" : ""}
        </option>
      ))}
    </select>
  </label>
);
