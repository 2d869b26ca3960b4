import { hasTeams, MODE_TITLES } from "@fray/shared-state/match/modes";
import { useEffect, useRef } from "preact/hooks";

import type { Standing } from "../../connection/frame.ts";
import { GlyphIcon } from "../../icons/glyph-icon.tsx";
import { ICONS } from "../../icons/icons.ts";
import { optional } from "../../platform/optional.ts";
import { ordinal } from "../../words/ordinal.ts";
import { sideOf, teamTitle } from "../../words/sides.ts";
import type { PersonAsked } from "../hud-input.ts";
import { mapTitle } from "../parts/map-title.ts";
import { PlayerName } from "../parts/player-name.tsx";
import { ShapeIcon } from "../parts/shape-icon.tsx";
import { WatchLink } from "../parts/watch-link.tsx";
import { Rows } from "../round/scoreboard.tsx";
import { awardWords } from "./award-words.ts";
import { NextVote } from "./next-vote.tsx";
import "./results.css";
import type { ResultsProps } from "./results-of.ts";
import { SharePicture } from "./share-picture.tsx";

export interface ResultsActions {
  readonly onVote: (round: number, choice: number) => void;
  /** Asks what can be done about a person of the table; undefined in a replay. */
  readonly onPerson: ((asked: PersonAsked) => void) | undefined;
}

/** Shows how a round ended, who earned what, the whole table, and the vote on the next round. */
export function Results(props: ResultsProps & ResultsActions) {
  if (!props.visible) return null;
  const { round, mode, map, scores, verdict, standings, place, awards, nextMap, replay, onVote, onPerson } = props;
  const [team1, team2] = scores;
  return (
    <section class="results" role="dialog" aria-label="Results" tabIndex={-1}>
      <header>
        <h2 class={verdict.tone}>{verdict.text}</h2>
        <p class="caption" role="status">
          <span class="visually-hidden">{verdict.text}. </span>
          {place > 0 && (
            <>
              You were <b>{ordinal(place)}</b> of {standings.length}.{" "}
            </>
          )}
          {MODE_TITLES[mode]} on {mapTitle(map)}
        </p>
        {hasTeams(mode) && (
          <p class="totals">
            <ShapeIcon side="blue" /> {teamTitle(1)} <b>{team1}</b> : <b>{team2}</b> {teamTitle(2)}{" "}
            <ShapeIcon side="orange" />
          </p>
        )}
      </header>
      <div class="results-body">
        <Table {...{ standings, onPerson }} />
        {awards.length > 0 && <Awards {...{ awards, standings }} />}
      </div>
      <footer>
        {nextMap !== "" && <NextVote key={round} {...props} onVote={(choice) => onVote(round, choice)} />}
        <p class="keep">
          {replay !== undefined && <WatchLink id={replay} what="this round" />}
          <SharePicture {...props} />
        </p>
      </footer>
    </section>
  );
}

/** The whole table, scrolled to the player's own row. */
function Table({ standings, onPerson }: Pick<ResultsProps, "standings"> & Pick<ResultsActions, "onPerson">) {
  const table = useRef<HTMLDivElement>(null);
  const isFilled = standings.length > 0;
  useEffect(() => {
    optional(() => table.current?.querySelector("tr.self")?.scrollIntoView({ block: "nearest" }));
  }, [isFilled]);
  return (
    <div class="table" ref={table} tabIndex={0} role="region" aria-label="Table">
      <Rows {...{ standings, onPerson }} />
    </div>
  );
}

function Awards({ awards, standings }: Pick<ResultsProps, "awards" | "standings">) {
  const shown = awards.flatMap((award) => {
    const winner = standings.find(({ id }) => id === award.id);
    return winner ? [{ ...award, winner }] : [];
  });
  return (
    <ul class="awards" aria-label="Awards" tabIndex={0}>
      {shown.map(({ winner, ...award }) => {
        const { title, reason } = awardWords(award);
        return (
          <li key={award.name} class={winner.self ? "own" : ""}>
            <GlyphIcon glyph={ICONS.trophy} size={20} />
            <span>
              <span class="title">
                <b>{title}</b> <span class="caption">{reason}</span>
              </span>
              <Winner {...winner} />
            </span>
          </li>
        );
      })}
    </ul>
  );
}

const Winner = (winner: Standing) => (
  <span class="who">
    <ShapeIcon side={sideOf(winner)} />
    <PlayerName {...winner} owner={false} />
  </span>
);
