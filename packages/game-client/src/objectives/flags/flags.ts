import type { Standing } from "../../connection/frame.ts";
import type { FlagEvent, FlagView } from "../../connection/objectives/flags.ts";
import { ICONS } from "../../icons/icons.ts";
import { chime } from "../../synth/recipe.ts";
import { teamTitle } from "../../words/sides.ts";
import type { Announcement, MapPen, Objective, Reader } from "../objective.ts";

const SIGN_PX = 8;
const INK = "#070b10";

const SOUNDS = {
  flagTaken: { level: -16, tones: chime("square", 0.12, 0.24, [523.3, 698.5]) },
  flagDropped: { level: -17, tones: chime("square", 0.12, 0.26, [587.3, 440]) },
  flagReturned: { level: -17, tones: chime("triangle", 0.11, 0.4, [440, 587.3, 740]) },
  flagCaptured: { level: -14, tones: chime("sawtooth", 0.13, 0.55, [523.3, 659.3, 784, 1046.5]) },
  /** The sound when the other team has scored. */
  flagLost: { level: -15, tones: chime("sawtooth", 0.15, 0.55, [523.3, 466.2, 349.2]) },
};
type Sound = keyof typeof SOUNDS;

export const flags: Objective<FlagEvent, Sound> = {
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

function flagMoved({ what, team, by, byName }: FlagEvent, { ownId, ownTeam }: Reader): Announcement {
  const flag =
    ownTeam === 0 ? `the ${teamTitle(team).toLowerCase()} flag` : team === ownTeam ? "your flag" : "their flag";
  const who = by !== 0 && by === ownId ? "You" : byName;
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
