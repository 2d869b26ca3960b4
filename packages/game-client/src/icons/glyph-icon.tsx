import "./glyph-icon.css";
import type { Glyph } from "./glyph.ts";

export interface GlyphIconProps {
  readonly glyph: Glyph;
  /** Side length in CSS pixels. */
  readonly size: number;
  /** The text for a screen reader; undefined when a visible text next to the icon says the same. */
  readonly label?: string;
}

/** A glyph in the colour of the text around it. */
export function GlyphIcon({ glyph, size, label }: GlyphIconProps) {
  const named =
    label === undefined ? ({ "aria-hidden": true } as const) : ({ role: "img", "aria-label": label } as const);
  return (
    <svg class="glyph" width={size} height={size} viewBox="-12 -12 24 24" {...named}>
      {glyph.solid !== "" && <path class="solid" d={glyph.solid} />}
      {glyph.lines !== "" && <path class="lines" d={glyph.lines} />}
    </svg>
  );
}
