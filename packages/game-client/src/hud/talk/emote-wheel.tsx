import { EMOTES, type Emote } from "@fray/shared-state/protocol/messages";

import type { Point } from "../../connection/frame.ts";
import { EMOTE_ICONS, EMOTE_TITLES } from "../../icons/emote-icons.ts";
import { GlyphIcon } from "../../icons/glyph-icon.tsx";
import "./emote-wheel.css";
import { SECTOR, WHEEL_RADIUS_PX } from "./wheel-geometry.ts";

export interface EmoteWheelProps {
  /** Centre of the wheel in CSS pixels; undefined while it is closed. */
  readonly middle: Point | undefined;
  /** Index in `EMOTES` of the selected emote. */
  readonly picked: number | undefined;
  readonly onPick: (emote: number) => void;
  readonly onClose: () => void;
  /** Whether the wheel stays open until an emote is tapped. */
  readonly stays: boolean;
}

/** Eight emotes in a circle, the first at the top. The numbers are their keys. */
export function EmoteWheel({ middle, picked, onPick, onClose, stays }: EmoteWheelProps) {
  if (!middle) return null;
  return (
    <>
      {stays && <button type="button" class="wheel-back" aria-label="Close" tabIndex={-1} onClick={onClose} />}
      <div class="emote-wheel" role="menu" aria-label="Emotes" style={placed(middle)}>
        {EMOTES.map((emote, index) => (
          <Choice key={emote} emote={emote} index={index} picked={index === picked} onPick={onPick} />
        ))}
        <span class="name">{picked === undefined ? "Emote" : titleAt(picked)}</span>
      </div>
    </>
  );
}

/** Relative to the page, because the HUD has larger pixels on large screens. */
const placed = ({ x, y }: Point) => ({ left: `${(x / innerWidth) * 100}%`, top: `${(y / innerHeight) * 100}%` });

interface ChoiceProps {
  readonly emote: Emote;
  readonly index: number;
  readonly picked: boolean;
  readonly onPick: (emote: number) => void;
}

function Choice({ emote, index, picked, onPick }: ChoiceProps) {
  const angle = index * SECTOR - Math.PI / 2;
  return (
    <button
      type="button"
      role="menuitem"
      class={picked ? "picked" : ""}
      aria-label={EMOTE_TITLES[emote]}
      aria-keyshortcuts={String(index + 1)}
      style={{
        left: `calc(50% + ${Math.cos(angle) * WHEEL_RADIUS_PX}px)`,
        top: `calc(50% + ${Math.sin(angle) * WHEEL_RADIUS_PX}px)`,
      }}
      onClick={() => onPick(index)}
    >
      <GlyphIcon glyph={EMOTE_ICONS[emote]} size={28} />
      <kbd>{index + 1}</kbd>
    </button>
  );
}

function titleAt(index: number): string {
  const emote = EMOTES[index];
  return emote ? EMOTE_TITLES[emote] : "";
}
