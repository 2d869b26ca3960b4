import type { Standing } from "../connection/frame.ts";
import { PlayerName } from "./player-name.tsx";
import { ShapeIcon } from "./shape-icon.tsx";
import "./leaderboard.css";

const ROWS = 5;

export interface LeaderboardProps {
  readonly standings: readonly Standing[];
}

/** The best five, and the player's own line wherever it is. */
export function Leaderboard({ standings }: LeaderboardProps) {
  const rows = standings.map((standing, index) => ({ standing, rank: index + 1 }));
  const shown = rows.slice(0, ROWS);
  const own = rows.slice(ROWS).find(({ standing }) => standing.self);
  return (
    <section class="leaderboard panel" aria-label="Leaders">
      <ol>
        {[...shown, ...(own ? [own] : [])].map(({ standing, rank }) => (
          <li key={standing.id} class={rowClass(standing, rank)}>
            <span class="rank">{rank}</span>
            <ShapeIcon self={standing.self} />
            <PlayerName {...standing} />
            <span class="score">{standing.kills}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

const rowClass = (standing: Standing, rank: number): string =>
  `${standing.self ? "self" : ""} ${rank > ROWS ? "apart" : ""}`.trim();
