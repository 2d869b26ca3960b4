import { MODE_TITLES } from "@fray/shared-state/match/modes";

import { GlyphIcon } from "../../icons/glyph-icon.tsx";
import type { Glyph } from "../../icons/glyph.ts";
import { ICONS } from "../../icons/icons.ts";
import { ShapeIcon } from "../parts/shape-icon.tsx";
import type { Half, RoundBarProps } from "./round-bar-of.ts";
import "./round-bar.css";

/** Mode, time and score of the round, at the top of the screen. */
export function RoundBar({ visible, mode, time, detail, left, right }: RoundBarProps) {
  if (!visible) return null;
  return (
    <section class="round-bar panel" aria-label="Round">
      {left && <HalfView {...left} />}
      <div class="middle">
        <b role="timer">{time}</b>
        <span class="caption">
          <span class="mode">{MODE_TITLES[mode]}</span>
          {detail !== "" && <span class="detail">{detail}</span>}
        </span>
      </div>
      {right && <HalfView {...right} />}
    </section>
  );
}

function HalfView({ side, title, own, score, note, sign }: Half) {
  const glyph: Glyph | undefined = sign && ICONS[sign];
  return (
    <div class={`half ${side}${own ? " own" : ""}`}>
      <ShapeIcon side={side} />
      <b>{score}</b>
      <span class="who">
        <span class="title">
          {title}
          {own && title !== "You" && <span class="mine"> (you)</span>}
        </span>
        <span class="note">
          {glyph && <GlyphIcon glyph={glyph} size={12} />}
          {note}
        </span>
      </span>
    </div>
  );
}
