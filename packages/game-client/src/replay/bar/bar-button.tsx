import { GlyphIcon } from "../../icons/glyph-icon.tsx";
import { ICONS } from "../../icons/icons.ts";

export interface BarButtonProps {
  readonly icon: keyof typeof ICONS;
  readonly label: string;
  /** For a button that stays pressed. */
  readonly pressed?: boolean;
  readonly onClick: () => void;
}

export const BarButton = ({ icon, label, pressed, onClick }: BarButtonProps) => (
  <button
    type="button"
    class="icon-button"
    aria-label={label}
    title={label}
    aria-pressed={pressed}
    onClick={(event) => {
      onClick();
      // After a click by mouse or finger the space bar plays and pauses, and does not press this again.
      if (event.detail > 0) event.currentTarget.blur();
    }}
  >
    <GlyphIcon glyph={ICONS[icon]} size={20} />
  </button>
);
