import { GlyphIcon } from "../../icons/glyph-icon.tsx";
import type { Glyph } from "../../icons/glyph.ts";
import "./dial.css";

const RADIUS = 19;
const LENGTH = 2 * Math.PI * RADIUS;

export interface DialProps {
  readonly label: string;
  /** Name of the key that uses it; "" for none. */
  readonly keyName: string;
  /** How far the ability of this dial has recharged, in percent. */
  readonly percent: number;
  readonly glyph: Glyph;
  /** Rounds left; undefined where nothing is counted. */
  readonly rounds?: number | undefined;
}

/** A dial for something that recharges, with the key that uses it. */
export function Dial({ label, keyName, percent, glyph, rounds }: DialProps) {
  const ready = percent >= 100;
  const left = rounds === undefined ? "" : `, ${rounds} left`;
  return (
    <div
      class={ready ? "dial ready" : "dial"}
      role="img"
      aria-label={`${label} ${ready ? "ready" : "recharging"}${left}`}
    >
      <svg width="44" height="44" viewBox="-22 -22 44 44" aria-hidden="true">
        <circle r={RADIUS} class="track" />
        <circle
          r={RADIUS}
          class="fill"
          transform="rotate(-90)"
          stroke-dasharray={LENGTH}
          stroke-dashoffset={LENGTH * (1 - percent / 100)}
        />
      </svg>
      <GlyphIcon glyph={glyph} size={24} />
      {rounds !== undefined && <b class="rounds">{rounds}</b>}
      {keyName !== "" && <kbd class="key">{keyName}</kbd>}
    </div>
  );
}
