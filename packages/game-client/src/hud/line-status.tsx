import "./line-status.css";

export interface LineStatusProps {
  readonly kills: number;
  readonly deaths: number;
  /** Round trip in ms. */
  readonly ping: number;
  readonly online: boolean;
}

const GOOD_MS = 60;
const FAIR_MS = 130;

/** The player's own score and how their line is: bars and colour say the same. */
export function LineStatus({ kills, deaths, ping, online }: LineStatusProps) {
  const bars = !online ? 0 : ping <= GOOD_MS ? 3 : ping <= FAIR_MS ? 2 : 1;
  return (
    <section class="line-status panel" aria-label="Your score and connection">
      <span class="tally">
        <b>{kills}</b> kills
      </span>
      <span class="tally">
        <b>{deaths}</b> deaths
      </span>
      <span class={`ping bars-${bars}`}>
        <svg width="16" height="14" viewBox="0 0 16 14" aria-hidden="true">
          {[0, 1, 2].map((bar) => (
            <rect
              key={bar}
              class={bar < bars ? "lit" : "unlit"}
              x={bar * 6}
              y={9 - bar * 4}
              width="4"
              height={5 + bar * 4}
              rx="1"
            />
          ))}
        </svg>
        {online ? `${ping} ms` : "offline"}
      </span>
    </section>
  );
}
