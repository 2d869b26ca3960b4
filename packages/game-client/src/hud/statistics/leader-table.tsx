import { useEffect, useRef } from "preact/hooks";

import type { Round, Totals } from "../../connection/statistics.ts";
import { optional } from "../../platform/optional.ts";
import { WatchLink } from "../parts/watch-link.tsx";

export interface LeaderTableProps {
  /** The players of the table, best first. */
  readonly leaders: readonly Totals[];
  readonly ownId: string | undefined;
  /** The latest rounds, newest first. */
  readonly rounds: readonly Round[];
}

/** The best players on this server. The player's own row is marked and scrolled into view. */
export function LeaderTable({ leaders, ownId, rounds: latest }: LeaderTableProps) {
  const body = useRef<HTMLDivElement>(null);
  useEffect(
    () => optional(() => body.current?.querySelector("tr.self")?.scrollIntoView({ block: "nearest" })),
    [leaders],
  );
  return (
    // Focusable, so that arrow keys scroll it.
    <div class="leader-table" ref={body} tabIndex={0} role="region" aria-label="Leaders">
      <table>
        <thead>
          <tr>
            <th scope="col">#</th>
            <th scope="col" class="name">
              Name
            </th>
            <th scope="col">Kills</th>
            <th scope="col">Deaths</th>
            <th scope="col">Wins</th>
            <th scope="col" class="games">
              Rounds
            </th>
          </tr>
        </thead>
        <tbody>
          {leaders.map(({ id, name, kills, deaths, wins, rounds }, index) => (
            <tr key={id} class={id === ownId ? "self" : ""}>
              <td>{index + 1}</td>
              <td class="name">
                <span>
                  <span class="text">{name}</span>
                  {id === ownId && <span class="chip">YOU</span>}
                  <WatchLatest id={id} name={name} latest={latest} />
                </span>
              </td>
              <td class="kills">{number(kills)}</td>
              <td>{number(deaths)}</td>
              <td>{number(wins)}</td>
              <td class="games">{number(rounds)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface WatchLatestProps {
  readonly latest: readonly Round[];
  readonly id: string;
  readonly name: string;
}

/** Leads to the latest round of a player that was recorded. */
function WatchLatest({ id, name, latest }: WatchLatestProps) {
  const round = latest.find(({ hasReplay, players }) => hasReplay && players.some(({ playerId }) => playerId === id));
  return round ? <WatchLink id={round.id} what={`the latest round of ${name}`} iconOnly /> : null;
}

const number = (value: number): string => value.toLocaleString("en");
