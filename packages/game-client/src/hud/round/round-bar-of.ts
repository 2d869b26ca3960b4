import { hasTeams, type Mode } from "@fray/shared-state/match/modes";

import type { Frame, Standing } from "../../connection/frame.ts";
import type { ICONS } from "../../icons/icons.ts";
import { ALL_OBJECTIVES } from "../../objectives/index.ts";
import { clock } from "../../words/clock.ts";
import { ordinal } from "../../words/ordinal.ts";
import { sideOf, teamTitle, type Side } from "../../words/sides.ts";
import type { Moment } from "../moment.ts";

/** One of the two sides that the bar compares. */
export interface Half {
  readonly side: Side;
  readonly title: string;
  readonly own: boolean;
  readonly score: number;
  /** A note on the side's objective (for example that its flag is away), and how the bar draws it. */
  readonly note: string;
  readonly sign: keyof typeof ICONS | undefined;
}

export interface RoundBarProps {
  readonly visible: boolean;
  readonly mode: Mode;
  readonly time: string;
  readonly detail: string;
  readonly left: Half | undefined;
  readonly right: Half | undefined;
}

/** The bar's props for a moment. */
export function roundBarOf({ frame, standings }: Moment): RoundBarProps {
  const { round } = frame;
  const { mode, phase, secondsLeft, scoreLimit } = round;
  const limit = scoreLimit > 0 ? ` · to ${scoreLimit}` : "";
  const [left, right] = hasTeams(mode)
    ? [teamHalf(frame, 1, standings.rows), teamHalf(frame, 2, standings.rows)]
    : duel(standings.rows);
  return {
    visible: phase !== "results",
    mode,
    time: secondsLeft === undefined ? "–:––" : clock(secondsLeft),
    detail: phase === "warmup" ? "Warm-up" : `${objectiveDetail(frame)}${limit}`.replace(/^ · /, ""),
    left,
    right,
  };
}

const objectiveDetail = (frame: Frame): string =>
  ALL_OBJECTIVES.map((objective) => objective.detail(frame)).find((detail) => detail !== "") ?? "";

function teamHalf(frame: Frame, team: 1 | 2, standings: readonly Standing[]): Half {
  const { round } = frame;
  const [noted] = ALL_OBJECTIVES.flatMap((objective) => objective.note(frame, team, standings) ?? []);
  return {
    side: sideOf({ team, self: false }),
    title: teamTitle(team),
    own: round.ownTeam === team,
    score: round.scores[team - 1] ?? 0,
    note: noted?.note ?? "",
    sign: noted?.sign,
  };
}

/** The halves of the bar without teams: the player and the best of the others; for a spectator the two best. */
function duel(standings: readonly Standing[]): [Half | undefined, Half | undefined] {
  const fighters = standings.filter(({ spectator }) => !spectator);
  const self = fighters.find((standing) => standing.self) ?? fighters[0];
  const rival = fighters.find((standing) => standing !== self);
  return [self && single(self, fighters), rival && single(rival, fighters)];
}

function single(standing: Standing, fighters: readonly Standing[]): Half {
  const place = fighters.indexOf(standing) + 1;
  return {
    side: sideOf({ team: 0, self: standing.self }),
    title: standing.self ? "You" : standing.name,
    own: standing.self,
    score: standing.score,
    note: ordinal(place),
    sign: place === 1 && standing.score > 0 ? "crown" : undefined,
  };
}
