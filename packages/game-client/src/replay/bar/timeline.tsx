import { clock } from "../../words/clock.ts";
import type { Mark } from "../timeline-marks.ts";

export interface TimelineProps {
  /** In s from the beginning. */
  readonly second: number;
  readonly length: number;
  readonly marks: readonly Mark[];
  readonly onSeek: (second: number) => void;
}

const WIDTH = 1000;
const HEIGHT = 20;

const HEIGHTS: Readonly<Record<Mark["kind"], number>> = { note: 6, kill: 8, own: 14, capture: 18, round: 20 };

/** The whole replay from left to right, with marks of what happened. Arrow keys move by a second. */
export function Timeline({ second, length, marks, onSeek }: TimelineProps) {
  const share = length > 0 ? Math.min(1, second / length) : 0;
  return (
    <div class="timeline">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
        <rect class="timeline-all" x="0" y="8" width={WIDTH} height="4" />
        <rect class="timeline-passed" x="0" y="8" width={share * WIDTH} height="4" />
        {marks.map(({ kind, at, tick }) => (
          <rect
            key={`${kind}${tick}`}
            class={`mark-${kind}`}
            x={at * (WIDTH - 3)}
            y={(HEIGHT - HEIGHTS[kind]) / 2}
            width="3"
            height={HEIGHTS[kind]}
          />
        ))}
      </svg>
      <input
        type="range"
        aria-label="Moment"
        min="0"
        max={length}
        step="1"
        value={Math.round(second)}
        aria-valuetext={`${clock(Math.floor(second))} of ${clock(length)}`}
        onInput={({ currentTarget: { value } }) => onSeek(Number(value))}
      />
    </div>
  );
}
