import { hasTeams, MODE_TITLES, type Mode } from "@fray/shared-state/match/modes";

import type { Standing } from "../../connection/frame.ts";
import { GlyphIcon } from "../../icons/glyph-icon.tsx";
import { ICONS } from "../../icons/icons.ts";
import { sideOf, teamTitle } from "../../words/sides.ts";
import type { Moment } from "../moment.ts";
import { PlayerName } from "../parts/player-name.tsx";
import { ShapeIcon } from "../parts/shape-icon.tsx";
import { WatchLink } from "../parts/watch-link.tsx";
import "./podium.css";

export interface PodiumProps {
  readonly visible: boolean;
  readonly mode: Mode;
  /** The winning team; 0 for none. */
  readonly winner: number;
  readonly scores: readonly [number, number];
  /** The three best players, best first. */
  readonly best: readonly Standing[];
  /** The player's own standing, and how many fighters were better. */
  readonly own: Standing | undefined;
  readonly better: number;
  readonly nextMap: string;
  readonly nextMode: Mode;
  /** Id of the round's replay. */
  readonly replay: string | undefined;
  /** Whole seconds until the next round. */
  readonly seconds: number;
}

export function podiumOf({ frame: { round }, game, standings }: Moment): PodiumProps {
  const own = standings.own?.spectator === true ? undefined : standings.own;
  const visible = round.phase === "results";
  return {
    visible,
    mode: round.mode,
    winner: round.winner,
    scores: round.scores,
    best: visible ? round.podium.flatMap((id) => standings.find(id) ?? []) : [],
    own,
    better: own ? standings.rows.indexOf(own) : 0,
    nextMap: round.nextMap,
    nextMode: round.nextMode,
    replay: visible ? game.replayId : undefined,
    seconds: Math.ceil(round.secondsLeft ?? 0),
  };
}

/** Shows how a round ended: the winner, the three best on a podium, the player's own row, and the next round. */
export function Podium(props: PodiumProps) {
  if (!props.visible) return null;
  const { mode, winner, scores, best, own, better, nextMap, nextMode, replay, seconds } = props;
  const places = best.map((standing, index) => ({ standing, place: index + 1 }));
  return (
    <section class="podium" role="status" aria-label="Results">
      <h2 class={winner === 2 ? "orange" : "blue"}>
        {winner > 0 && <ShapeIcon side={sideOf({ team: winner, self: false })} />}
        {verdict(props)}
      </h2>
      {hasTeams(mode) && (
        <p class="totals">
          {teamTitle(1)} <b>{scores[0]}</b> : <b>{scores[1]}</b> {teamTitle(2)}
        </p>
      )}
      <ol>
        {places.map(({ standing, place }) => (
          <li key={standing.id} class={`place-${place} ${sideOf(standing)}`}>
            {place === 1 && <GlyphIcon glyph={ICONS.crown} size={28} label="Best" />}
            <span class="who">
              <ShapeIcon side={sideOf(standing)} />
              <PlayerName {...standing} owner={false} />
            </span>
            <span class="step">
              <b>{place}</b>
              <span>{count(standing.score, "point")}</span>
              <span class="caption">
                {count(standing.kills, "kill")}, {count(standing.deaths, "death")}
              </span>
            </span>
          </li>
        ))}
      </ol>
      {own && better >= best.length && (
        <p class="own">
          You finished at <b>{better + 1}</b> with {count(own.score, "point")}, {count(own.kills, "kill")} and{" "}
          {count(own.deaths, "death")}.
        </p>
      )}
      {replay !== undefined && <WatchLink id={replay} what="this round" />}
      <p class="next">
        Next: <b>{MODE_TITLES[nextMode]}</b>{" "}
        {nextMap !== "" && (
          <>
            on <b class="map">{nextMap}</b>
          </>
        )}{" "}
        in {seconds}
      </p>
    </section>
  );
}

function verdict({ mode, winner, best }: PodiumProps): string {
  if (hasTeams(mode)) return winner === 0 ? "A draw" : `${teamTitle(winner)} wins`;
  const [first] = best;
  if (!first) return "No one scored";
  return first.self ? "You win" : `${first.name} wins`;
}

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? "" : "s"}`;
