import { EMOTES, type Emote } from "@fray/shared-state/protocol/messages";

import type { Point } from "../../connection/frame.ts";
import { EMOTE_ICONS, EMOTE_TITLES } from "../emote-icons.ts";
import { GlyphIcon } from "../parts/glyph.tsx";
import "./emote-wheel.css";

const RADIUS = 96;
const SECTOR = (2 * Math.PI) / EMOTES.length;
/** Nearer to the middle than this nothing is meant. In CSS pixels. */
const MIDDLE = 28;
/** Keeps the whole wheel on the page. */
const MARGIN = RADIUS + 40;

export interface EmoteWheelProps {
  /** The middle of the wheel in CSS pixels; undefined while it is closed. */
  readonly middle: Point | undefined;
  /** The place in `EMOTES` that would be shown now. */
  readonly picked: number | undefined;
  readonly onPick: (emote: number) => void;
  readonly onClose: () => void;
  /** Whether it stays until one is tapped. */
  readonly stays: boolean;
}

/** The place in `EMOTES` that lies in the direction of a point from the middle of the wheel; undefined in the middle. */
export function emoteAt(middle: Point, { x, y }: Point): number | undefined {
  const dx = x - middle.x;
  const dy = y - middle.y;
  if (Math.hypot(dx, dy) < MIDDLE) return undefined;
  // The first is at the top, the others follow clockwise.
  const turns = Math.round((Math.atan2(dy, dx) + Math.PI / 2) / SECTOR);
  return (turns + EMOTES.length) % EMOTES.length;
}

/** Where a wheel opened at a point has its middle. */
export const wheelMiddle = ({ x, y }: Point): Point => ({
  x: clamp(x, MARGIN, innerWidth - MARGIN),
  y: clamp(y, MARGIN, innerHeight - MARGIN),
});

/** Eight emotes in a circle, the first at the top; the numbers are their keys. */
export function EmoteWheel({ middle, picked, onPick, onClose, stays }: EmoteWheelProps) {
  if (!middle) return null;
  return (
    <>
      {stays && <button type="button" class="wheel-back" aria-label="Close" tabIndex={-1} onClick={onClose} />}
      <div class="emote-wheel" role="menu" aria-label="Emotes" style={{ left: `${middle.x}px`, top: `${middle.y}px` }}>
        {EMOTES.map((emote, index) => (
          <Choice key={emote} emote={emote} index={index} picked={index === picked} onPick={onPick} />
        ))}
        <span class="name">{picked === undefined ? "Emote" : titleAt(picked)}</span>
      </div>
    </>
  );
}

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
      style={{ left: `calc(50% + ${Math.cos(angle) * RADIUS}px)`, top: `calc(50% + ${Math.sin(angle) * RADIUS}px)` }}
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

const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);
