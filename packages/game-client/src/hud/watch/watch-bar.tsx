import { BUTTON } from "@fray/shared-state/schema/input-frame";

import { lastDevice } from "../../controls/last-device.ts";
import { GlyphIcon } from "../../icons/glyph-icon.tsx";
import { ICONS } from "../../icons/icons.ts";
import type { Action } from "../../settings/bindings.ts";
import { settings } from "../../settings/settings.ts";
import { keyLabel } from "../parts/key-label.ts";
import "./watch-bar.css";

/** The steps of a spectator. The fire, special and other buttons of a fighter trigger them, on every device. */
export type WatchStep = "next" | "previous" | "free" | "join";

const TRIGGERS = {
  next: "fire",
  previous: "special",
  free: "dash",
  join: "reload",
} as const satisfies Record<WatchStep, Action & keyof typeof BUTTON>;
const STEPS: readonly WatchStep[] = ["next", "previous", "free", "join"];

/** Turns a spectator's buttons into steps: one step for each press. */
export class WatchTriggers {
  #held = ~0;

  /** `buttons` are those of the last input that was read. */
  read(buttons: number): readonly WatchStep[] {
    const pressed = buttons & ~this.#held;
    this.#held = buttons;
    return STEPS.filter((step) => (pressed & BUTTON[TRIGGERS[step]]) !== 0);
  }
}

export interface WatchBarProps {
  readonly visible: boolean;
  /** Name of the followed fighter; undefined for the free camera. */
  readonly watched: string | undefined;
  readonly onStep: (step: WatchStep) => void;
}

/** Shows a spectator the followed fighter, and how to follow another one or join the fight. */
export function WatchBar({ visible, watched, onStep }: WatchBarProps) {
  if (!visible) return null;
  return (
    <section class="watch-bar panel" aria-label="Watching">
      <button type="button" class="icon-button" aria-label="Previous fighter" onClick={() => onStep("previous")}>
        <GlyphIcon glyph={ICONS.previous} size={20} />
        <TriggerKey step="previous" />
      </button>
      <p role="status">
        <span class="caption">Watching</span>
        <b>{watched ?? "Free camera"}</b>
      </p>
      <button type="button" class="icon-button" aria-label="Next fighter" onClick={() => onStep("next")}>
        <GlyphIcon glyph={ICONS.next} size={20} />
        <TriggerKey step="next" />
      </button>
      <button
        type="button"
        class="button quiet"
        aria-label="Free camera"
        disabled={watched === undefined}
        onClick={() => onStep("free")}
      >
        <GlyphIcon glyph={ICONS.roam} size={20} /> <i>Free camera</i>
        <TriggerKey step="free" />
      </button>
      <button type="button" class="button" onClick={() => onStep("join")}>
        <span>
          Join <i>the fight</i>
        </span>
        <TriggerKey step="join" />
      </button>
    </section>
  );
}

function TriggerKey({ step }: { readonly step: WatchStep }) {
  const [code] = settings.values.bindings[TRIGGERS[step]];
  return code === undefined || lastDevice.value !== "keyboard" ? null : <kbd class="key">{keyLabel(code)}</kbd>;
}
