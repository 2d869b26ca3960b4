import { isMode, MODE_TITLES } from "@fray/shared-state/match/modes";

import type { Round } from "../../connection/statistics.ts";
import { teamTitle } from "../../words/sides.ts";
import { mapTitle } from "../parts/map-title.ts";
import { WatchLink } from "../parts/watch-link.tsx";

const WHEN = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short" });

/** The latest rounds on this server, newest first, with links to their replays. */
export const RoundList = ({ rounds }: { readonly rounds: readonly Round[] }) => (
  // Focusable, so that arrow keys scroll it.
  <div class="round-list" tabIndex={0} role="region" aria-label="Rounds">
    <ul>
      {rounds.map((round) => {
        const title = `${isMode(round.mode) ? MODE_TITLES[round.mode] : round.mode} on ${mapTitle(round.map)}`;
        return (
          <li key={round.id}>
            <span>
              <b>{title}</b>
              <span>
                {winnerOf(round)}, {WHEN.format(round.endedAt)}
              </span>
            </span>
            {round.hasReplay && <WatchLink id={round.id} what={`${title}, ${WHEN.format(round.endedAt)}`} />}
          </li>
        );
      })}
    </ul>
  </div>
);

function winnerOf({ winner, players }: Round): string {
  if (winner > 0) return `${teamTitle(winner)} won`;
  const best = players.find(({ won }) => won);
  return best ? `${best.name} won` : "No winner";
}
