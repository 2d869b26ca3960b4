import { hasTeams, MODE_TITLES, type Mode } from "@fray/shared-state/match/modes";
import { titleOf } from "@fray/shared-state/progress/titles";
import { useEffect, useRef } from "preact/hooks";

import type { Standing } from "../../connection/frame.ts";
import { optional } from "../../platform/optional.ts";
import { sideOf, teamTitle } from "../../words/sides.ts";
import type { PersonAsked } from "../hud-input.ts";
import { NameButton } from "../parts/name-button.tsx";
import { PlayerName } from "../parts/player-name.tsx";
import { ShapeIcon } from "../parts/shape-icon.tsx";
import "./scoreboard.css";

export interface ScoreboardProps {
  readonly open: boolean;
  readonly mode: Mode;
  readonly map: string;
  readonly scores: readonly [number, number];
  readonly standings: readonly Standing[];
  /** Asks what can be done about a person; left out where there is nobody to do it. */
  readonly onPerson?: (asked: PersonAsked) => void;
}

/** Lists all people and bots in the room while its key is held. */
export function Scoreboard({ open, mode, map, scores, standings, onPerson }: ScoreboardProps) {
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!open) return undefined;
    optional(() => body.current?.querySelector("tr.self")?.scrollIntoView({ block: "nearest" }));
    // The scoreboard lets clicks and the mouse wheel through to the fight. So the wheel scrolls it from anywhere.
    const onWheel = ({ deltaY }: WheelEvent): void => body.current?.scrollBy(0, deltaY);
    addEventListener("wheel", onWheel, { passive: true });
    return () => removeEventListener("wheel", onWheel);
  }, [open]);
  if (!open) return null;
  const fighters = standings.filter(({ spectator }) => !spectator);
  const watching = standings.filter(({ spectator }) => spectator);
  const bots = fighters.filter(({ bot }) => bot).length;
  const teams = hasTeams(mode);
  return (
    <section class={teams ? "scoreboard card teams" : "scoreboard card"} aria-label="Scoreboard">
      <header>
        <h2>{MODE_TITLES[mode]}</h2>
        <p>
          <span class="map">{map}</span> · {count(fighters.length - bots, "player")} · {count(bots, "bot")}
        </p>
      </header>
      <div class="scroll" ref={body}>
        {teams ? (
          [1, 2].map((team) => (
            <section key={team} class={`team ${sideOf({ team, self: false })}`} aria-label={`Team ${teamTitle(team)}`}>
              <h3>
                <ShapeIcon side={sideOf({ team, self: false })} />
                {teamTitle(team)}
                <b>{scores[team - 1]}</b>
              </h3>
              <Rows standings={fighters.filter((standing) => standing.team === team)} onPerson={onPerson} />
            </section>
          ))
        ) : (
          <Rows standings={fighters} onPerson={onPerson} />
        )}
      </div>
      {watching.length > 0 && (
        <p class="watching">
          <span>Watching</span>
          {watching.map((standing) => (
            <Name key={standing.id} {...{ standing, onPerson }} />
          ))}
        </p>
      )}
    </section>
  );
}

interface RowsProps {
  readonly standings: readonly Standing[];
  readonly onPerson?: ScoreboardProps["onPerson"] | undefined;
}

/** A table of fighters, best first. */
export function Rows({ standings, onPerson }: RowsProps) {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">#</th>
          <th scope="col" class="name">
            Name
          </th>
          <th scope="col">Score</th>
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
              <span>
                <ShapeIcon side={sideOf(standing)} />
                <Name {...{ standing, onPerson }} />
                <Rank {...standing} />
              </span>
            </td>
            <td class="score">{standing.score}</td>
            <td>{standing.kills}</td>
            <td>{standing.deaths}</td>
            <td>{standing.bot ? "–" : standing.ping}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface NameProps {
  readonly standing: Standing;
  readonly onPerson: ScoreboardProps["onPerson"] | undefined;
}

/** A name. That of another person is a button. */
function Name({ standing, onPerson }: NameProps) {
  const { id, name, person, bot, self } = standing;
  if (!onPerson || bot || self || person === 0) return <PlayerName {...standing} />;
  return (
    <NameButton {...{ id, name, person, onPerson }}>
      <PlayerName {...standing} />
    </NameButton>
  );
}

/** Level and title of a person. */
function Rank({ level = 0, title = 0 }: Pick<Standing, "level" | "title">) {
  if (level === 0) return null;
  return (
    <span class="rank">
      {title > 0 && <span class="title">{titleOf(title)}</span>}
      <span aria-label={`Level ${level}`}>{level}</span>
    </span>
  );
}

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? "" : "s"}`;
