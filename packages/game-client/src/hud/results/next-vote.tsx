import { MODE_TITLES } from "@fray/shared-state/match/modes";
import { useState } from "preact/hooks";

import { GlyphIcon } from "../../icons/glyph-icon.tsx";
import { ICONS } from "../../icons/icons.ts";
import { mapTitle } from "../parts/map-title.ts";
import type { ResultsProps } from "./results-of.ts";

export interface NextVoteProps extends Pick<ResultsProps, "choices" | "nextMap" | "nextMode" | "seconds"> {
  /** Votes for the choice at that index. */
  readonly onVote: (choice: number) => void;
}

/** The vote on the next round, and what is played next and when. */
export function NextVote({ choices, nextMap, nextMode, seconds, onVote }: NextVoteProps) {
  const [own, setOwn] = useState<number | undefined>(undefined);
  const vote = (choice: number): void => {
    setOwn(choice);
    onVote(choice);
  };
  return (
    <div class="next-vote">
      <p class="next">
        Next: <b>{MODE_TITLES[nextMode]}</b> on {mapTitle(nextMap)}{" "}
        <span role="timer">
          in <b>{seconds}</b>
        </span>
      </p>
      {choices.length > 0 && (
        <div class="choices" role="group" aria-label="Vote for the next round">
          {choices.map(({ map, mode, votes, isRematch }, choice) => (
            <button
              key={`${map} ${mode}`}
              type="button"
              class="button quiet"
              aria-pressed={own === choice}
              onClick={() => vote(choice)}
            >
              <span class="what">
                {isRematch && <GlyphIcon glyph={ICONS.refresh} size={12} />}
                <b>{isRematch ? "Rematch" : MODE_TITLES[mode]}</b>
                <span class="caption">{mapTitle(map)}</span>
              </span>
              <span class="votes" aria-label={`${votes} ${votes === 1 ? "vote" : "votes"}`}>
                {votes}
              </span>
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
