import type { Standing } from "../../connection/frame.ts";
import { sideOf } from "../../words/sides.ts";
import { PlayerName } from "../parts/player-name.tsx";
import { ShapeIcon } from "../parts/shape-icon.tsx";
import "./leaderboard.css";

const ROWS = 5;

export interface LeaderboardProps {
  readonly visible: boolean;
  readonly standings: readonly Standing[];
}

/** The best five fighters, and the player's own row even if it is not among them. */
export function Leaderboard({ visible, standings }: LeaderboardProps) {
  const rows = standings
    .filter(({ spectator }) => !spectator)
    .map((standing, index) => ({ standing, rank: index + 1 }));
  if (!visible || rows.length === 0) return null;
  const shown = rows.slice(0, ROWS);
  const own = rows.slice(ROWS).find(({ standing }) => standing.self);
  return (
    <section class="leaderboard panel" aria-label="Leaders">
      <ol>
        {[...shown, ...(own ? [own] : [])].map(({ standing, rank }) => (
          <li key={standing.id} class={rowClass(standing, rank)}>
            <span class="rank">{rank}</span>
            <ShapeIcon side={sideOf(standing)} />
            <PlayerName {...standing} owner={false} />
            <span class="score">{standing.score}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

const rowClass = (standing: Standing, rank: number): string =>
  `${standing.self ? "self" : ""} ${rank > ROWS ? "apart" : ""}`.trim();
