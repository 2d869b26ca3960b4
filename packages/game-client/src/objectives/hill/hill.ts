import type { HillEvent, HillView } from "../../connection/objectives/hill.ts";
import { chime } from "../../synth/recipe.ts";
import { clock } from "../../words/clock.ts";
import { teamTitle } from "../../words/sides.ts";
import type { Announcement, MapPen, Objective } from "../objective.ts";

const SOUNDS = {
  hillMoved: { level: -17, tones: chime("triangle", 0.14, 0.45, [587.3, 880, 587.3]) },
  hillHeld: { level: -19, tones: chime("sine", 0.05, 0.5, [440, 554.4, 659.3]) },
};
type Sound = keyof typeof SOUNDS;

export const hill: Objective<HillEvent, Sound> = {
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
