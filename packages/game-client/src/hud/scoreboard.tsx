import type { Standing } from "../connection/frame.ts";
import { PlayerName } from "./player-name.tsx";
import { ShapeIcon } from "./shape-icon.tsx";
import "./scoreboard.css";

export interface ScoreboardProps {
  readonly open: boolean;
  readonly standings: readonly Standing[];
}

/** Everybody in the room, while Tab is held. */
export function Scoreboard({ open, standings }: ScoreboardProps) {
  if (!open) return null;
  const people = standings.filter((standing) => !standing.bot).length;
  return (
    <section class="scoreboard card" aria-label="Scoreboard">
      <header>
        <h2>Scoreboard</h2>
        <p>
          {count(people, "player")} · {count(standings.length - people, "bot")}
        </p>
      </header>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">#</th>
              <th scope="col" class="name">
                Name
              </th>
              <th scope="col">Kills</th>
              <th scope="col">Deaths</th>
              <th scope="col">Ping</th>
            </tr>
          </thead>
          <tbody>
            {standings.map((standing, index) => (
              <tr key={standing.id} class={standing.self ? "self" : ""}>
                <td>{index + 1}</td>
                <td class="name">
                  <ShapeIcon self={standing.self} />
                  <PlayerName {...standing} />
                </td>
                <td class="kills">{standing.kills}</td>
                <td>{standing.deaths}</td>
                <td>{standing.bot ? "–" : `${standing.ping} ms`}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? "" : "s"}`;
