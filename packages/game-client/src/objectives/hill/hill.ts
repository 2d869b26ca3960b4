import { chime } from "../../audio/recipe.ts";
import { teamTitle } from "../../hud/parts/sides.ts";
import { clock } from "../../hud/round/clock.ts";
import type { Announcement, MapPen, Objective } from "../objective.ts";
import type { HillHappening, HillView } from "./hill-view.ts";

interface Snapshot {
  readonly x: number;
  readonly y: number;
  readonly team: number;
}

const SOUNDS = {
  hillMoved: { level: -17, tones: chime("triangle", 0.14, 0.45, [587.3, 880, 587.3]) },
  hillHeld: { level: -19, tones: chime("sine", 0.05, 0.5, [440, 554.4, 659.3]) },
};
type Sound = keyof typeof SOUNDS;

export const hill: Objective<HillView | undefined, HillHappening, Snapshot, Sound> = {
  view({ hill: { x, y, radius, team, contested, moveTick } }, { secondsUntil }) {
    return radius === 0 ? undefined : { x, y, radius, team, contested, movesIn: secondsUntil(moveTick) };
  },
  snapshot: ({ hill: { x, y, team } }) => ({ x, y, team }),
  compare(before, { x, y, team }) {
    if (x !== before.x || y !== before.y) return [{ type: "hill", what: "moved", team }];
    return team !== before.team && team !== 0 ? [{ type: "hill", what: "held", team }] : [];
  },
  announce: ({ what, team }) =>
    what === "moved" ? { icon: "hill", text: "The hill has moved", tone: "plain" } : hillHeld(team),
  sounds: SOUNDS,
  soundOf: ({ what }) => (what === "moved" ? "hillMoved" : "hillHeld"),
  show({ what }, frame, { sparks, colors }) {
    if (what !== "moved" || !frame.hill) return;
    const { radius } = frame.hill;
    sparks.wave(frame.hill, radius * 1.5, radius, 0.7, colors.tint.white);
  },
  note: (frame, team) => (frame.hill?.team === team ? { note: "Holds", sign: "hill" } : undefined),
  detail({ hill: zone }) {
    if (!zone) return "";
    return zone.contested ? "Contested" : `Moves in ${clock(zone.movesIn)}`;
  },
  mark({ hill: zone }, map) {
    if (zone) map.at(zone, () => drawHill(zone, map));
  },
};

function hillHeld(team: number): Announcement | undefined {
  if (team === 0) return undefined;
  return { icon: "hill", text: `${teamTitle(team)} holds the hill`, tone: team === 1 ? "blue" : "orange" };
}

function drawHill({ radius, team, contested }: HillView, { pen, scale, colours }: MapPen): void {
  const colour = contested || team === 0 ? "#ffffff" : team === 1 ? colours.blue : colours.orange;
  pen.beginPath();
  pen.arc(0, 0, Math.max(4, radius * scale), 0, 2 * Math.PI);
  pen.globalAlpha = 0.3;
  pen.fillStyle = colour;
  pen.fill();
  pen.globalAlpha = 1;
  pen.strokeStyle = colour;
  pen.lineWidth = 2;
  if (contested) pen.setLineDash([4, 3]);
  pen.stroke();
}
