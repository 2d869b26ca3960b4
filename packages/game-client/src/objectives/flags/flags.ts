import type { Flag, MatchState } from "@fray/shared-state/schema/match-state";

import { chime } from "../../audio/recipe.ts";
import type { Standing } from "../../connection/frame.ts";
import type { Moment } from "../../hud/moment.ts";
import { ICONS } from "../../hud/parts/icons.ts";
import { teamTitle } from "../../hud/parts/sides.ts";
import type { Announcement, CompareAround, MapPen, Objective } from "../objective.ts";
import type { FlagHappening, FlagView } from "./flag-view.ts";

/** A player returns a flag by touching it. This distance allows for the way of a dash within a tick. */
const RETURN_REACH_U = 2;
const SIGN_PX = 8;
const INK = "#070b10";

type FlagState = Pick<Flag, "team" | "x" | "y" | "carrier" | "home">;

const SOUNDS = {
  flagTaken: { level: -16, tones: chime("square", 0.12, 0.24, [523.3, 698.5]) },
  flagDropped: { level: -17, tones: chime("square", 0.12, 0.26, [587.3, 440]) },
  flagReturned: { level: -17, tones: chime("triangle", 0.11, 0.4, [440, 587.3, 740]) },
  flagCaptured: { level: -14, tones: chime("sawtooth", 0.13, 0.55, [523.3, 659.3, 784, 1046.5]) },
  /** The other team has scored. */
  flagLost: { level: -15, tones: chime("sawtooth", 0.15, 0.55, [523.3, 466.2, 349.2]) },
};
type Sound = keyof typeof SOUNDS;

export const flags: Objective<readonly FlagView[], FlagHappening, readonly FlagState[], Sound> = {
  /** A carried flag is at the place where its carrier is drawn. */
  view: (match, { bodyOf }) =>
    match.flags.map(({ team, x, y, carrier, home }) => {
      const at = (carrier !== 0 && bodyOf(carrier)) || { x, y };
      return { team, x: at.x, y: at.y, home, carrier };
    }),
  snapshot: (match) => match.flags.map(({ team, x, y, carrier, home }) => ({ team, x, y, carrier, home })),
  compare: (before, now, around) => now.flatMap((flag, index) => compareFlag(before[index], flag, around)),
  announce: flagMoved,
  sounds: SOUNDS,
  /** A rising melody when it is good for the player's team: their flag returned, or they scored. */
  soundOf({ what, team }, ownTeam) {
    if (what === "captured") return team === ownTeam ? "flagLost" : "flagCaptured";
    return ({ taken: "flagTaken", dropped: "flagDropped", returned: "flagReturned" } as const)[what];
  },
  /** A capture has the largest effect of all flag events. */
  show({ at, team, what }, _frame, { sparks, colors }) {
    const { tint } = colors.sides[team === 1 ? 1 : 2];
    const captured = what === "captured";
    sparks.wave(at, 0.3, captured ? 3 : 1.6, captured ? 0.7 : 0.45, tint);
    sparks.flare(at, captured ? 2.6 : 1.4, 0.35, tint);
    sparks.sparks(at, 0, Math.PI, captured ? 30 : 8, captured ? 9 : 5, tint);
    if (captured) sparks.shards(at, 0, Math.PI, 14, tint, 0.8);
  },
  note(frame, team, standings) {
    const flag = frame.flags.find((one) => one.team === team);
    return flag && { note: flagNote(flag, standings), sign: "flag" };
  },
  detail: () => "",
  mark(frame, map) {
    for (const flag of frame.flags) map.at(flag, () => drawFlag(flag, map));
  },
};

/** Team whose flag the body with this id carries; 0 for none. */
export const flagCarriedBy = (match: MatchState, id: number): number =>
  match.flags.find(({ carrier }) => carrier === id)?.team ?? 0;

function compareFlag(was: FlagState | undefined, is: FlagState, around: CompareAround): FlagHappening[] {
  const change = was && was.team === is.team ? changeOf(was, is, around) : undefined;
  if (!change) return [];
  const { what, by, at } = change;
  const byName = by === 0 ? "" : around.nameOf(by);
  return [{ type: "flag", what, team: is.team, by, byName, at: { x: at.x, y: at.y } }];
}

function changeOf(
  was: FlagState,
  is: FlagState,
  around: CompareAround,
): { what: FlagHappening["what"]; by: number; at: FlagState } | undefined {
  if (is.carrier !== was.carrier && is.carrier !== 0) return { what: "taken", by: is.carrier, at: was };
  if (is.home && !was.home) {
    if (was.carrier !== 0 && haveOthersScored(is.team, around)) return { what: "captured", by: was.carrier, at: was };
    return { what: "returned", by: returnerOf(was, around), at: was };
  }
  if (was.carrier !== 0 && is.carrier === 0) return { what: "dropped", by: was.carrier, at: is };
  return undefined;
}

/** Whether the team that does not own the flag has a higher score than before. */
function haveOthersScored(flagTeam: number, { scores: { before, now } }: CompareAround): boolean {
  const index = 2 - flagTeam;
  return (now[index] ?? 0) > (before[index] ?? 0);
}

/** Guesses who returned a flag: the state does not name the player, but shows which bodies in view stood there. */
function returnerOf({ team, x, y }: FlagState, { state }: CompareAround): number {
  for (const player of state.players.values()) {
    if (player.team === team && player.alive && Math.hypot(player.x - x, player.y - y) < RETURN_REACH_U)
      return player.id;
  }
  return 0;
}

function flagMoved({ what, team, by, byName }: FlagHappening, { frame, standings }: Moment): Announcement {
  const { ownTeam } = frame.round;
  const flag =
    ownTeam === 0 ? `the ${teamTitle(team).toLowerCase()} flag` : team === ownTeam ? "your flag" : "their flag";
  const who = by !== 0 && by === standings.own?.id ? "You" : byName;
  const capitalised = flag.charAt(0).toUpperCase() + flag.slice(1);
  const text = {
    taken: `${who} took ${flag}`,
    dropped: `${who} dropped ${flag}`,
    returned: by === 0 ? `${capitalised} is home again` : `${who} returned ${flag}`,
    captured: `${who} captured ${flag}`,
  }[what];
  return { icon: "flag", text, tone: team === 1 ? "blue" : "orange" };
}

function flagNote({ home, carrier }: FlagView, standings: readonly Standing[]): string {
  if (home) return "Home";
  if (carrier === 0) return "Dropped";
  return standings.find(({ id }) => id === carrier)?.name ?? "Taken";
}

let shape: Path2D | undefined;

function drawFlag({ team }: FlagView, { pen, density, colours }: MapPen): void {
  const path = (shape ??= new Path2D(`${ICONS.flag.solid}M-6.8-9.5H-5V9.5H-6.8Z`));
  pen.scale((SIGN_PX * density) / 16, (SIGN_PX * density) / 16);
  pen.lineWidth = 5;
  pen.strokeStyle = INK;
  pen.stroke(path);
  pen.fillStyle = team === 1 ? colours.blue : colours.orange;
  pen.fill(path);
}
