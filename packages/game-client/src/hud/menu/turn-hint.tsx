import { useState } from "preact/hooks";

import { GlyphIcon } from "../../icons/glyph-icon.tsx";
import type { Glyph } from "../../icons/glyph.ts";
import { ICONS } from "../../icons/icons.ts";
import { canFillScreen, toggleFullScreen } from "../../platform/full-screen.ts";
import { optional } from "../../platform/optional.ts";
import "./turn-hint.css";

const KEY = "fray.turn-hint";
/** A phone on its side, and an arrow. */
const TURN: Glyph = { solid: "", lines: "M-11-3H3v9h-14zM2-10a9 9 0 0 1 8 9M7-4l3 3 2-4" };

/** Tells a player who holds a phone upright that it shows more when it is turned. It is dismissed once and for all. */
export function TurnHint() {
  const [dismissed, setDismissed] = useState(() => optional(() => localStorage.getItem(KEY)) === "dismissed");
  if (dismissed) return null;
  const dismiss = (): void => {
    optional(() => localStorage.setItem(KEY, "dismissed"));
    setDismissed(true);
  };
  return (
    <aside class="turn-hint">
      <GlyphIcon glyph={TURN} size={24} />
      <p>Turn your phone to see more of the arena.</p>
      {canFillScreen() && (
        <button type="button" onClick={toggleFullScreen}>
          Full screen
        </button>
      )}
      <button type="button" aria-label="Hide this hint" onClick={dismiss}>
        <GlyphIcon glyph={ICONS.close} size={16} />
      </button>
    </aside>
  );
}
