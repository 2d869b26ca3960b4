import { SCREEN_U } from "@fray/shared-state/protocol/screen";

import type { BodyView, Frame, Point } from "../../connection/frame.ts";
import { ICONS } from "../../icons/icons.ts";
import { ALL_OBJECTIVES } from "../../objectives/index.ts";
import type { MapPen } from "../../objectives/objective.ts";
import { PALETTE, type Palette } from "../../settings/palettes.ts";
import { settings } from "../../settings/settings.ts";
import { sideOf } from "../../words/sides.ts";

const OWN = 6;
const OTHER = 3.5;
const SIGN = 8;
const PIN = 3.6;
const BOLT = new Path2D(ICONS.overdrive.solid);
const INK = "#070b10";

/** Draws everything that moves on the minimap. Sizes are CSS pixels times `density`; `scale` is pixels per u. */
export function drawMarkers(pen: CanvasRenderingContext2D, frame: Frame, scale: number, density: number): void {
  const colours = PALETTE[settings.values.palette];
  const at = ({ x, y }: Point, draw: () => void): void => {
    pen.save();
    pen.translate(x * scale, y * scale);
    draw();
    pen.restore();
  };
  const { pickups, others, self } = frame;
  const map: MapPen = { pen, scale, density, colours, at };
  for (const objective of ALL_OBJECTIVES) objective.mark(frame, map);
  for (const pickup of pickups) {
    if (pickup.kind === "overdrive") at(pickup, () => drawBolt(pen, pickup.available, density, colours));
  }
  for (const body of others) if (body.alive) at(body, () => drawBody(pen, body, OTHER * density, colours));
  for (const mark of frame.marks ?? []) {
    const side = frame.round.ownTeam === 1 ? "blueLight" : "orangeLight";
    at(mark, () => drawPin(pen, density, colours[side]));
  }
  if (self?.alive) at(self, () => drawSelf(pen, self, density, colours));
  else if (!self) at(frame.focus, () => drawScreen(pen, scale));
}

function drawBolt(pen: CanvasRenderingContext2D, available: boolean, density: number, { warn }: Palette): void {
  pen.scale((SIGN * density) / 20, (SIGN * density) / 20);
  pen.globalAlpha = available ? 1 : 0.35;
  fill(pen, BOLT, warn);
}

/** A circle or a hexagon, as in the arena. */
function drawBody(pen: CanvasRenderingContext2D, body: BodyView, radius: number, colours: Palette): void {
  const side = sideOf({ team: body.team, self: false });
  pen.beginPath();
  if (side === "blue") pen.arc(0, 0, radius, 0, 2 * Math.PI);
  else for (let corner = 0; corner < 6; corner++) pen.lineTo(...polar((corner * Math.PI) / 3, radius * 1.1));
  pen.closePath();
  outlined(pen, colours[side]);
}

/** An arrow in the direction of the player's aim. */
function drawSelf(pen: CanvasRenderingContext2D, self: BodyView, density: number, colours: Palette): void {
  const radius = OWN * density;
  pen.rotate(self.aim);
  pen.beginPath();
  pen.moveTo(radius * 1.3, 0);
  pen.lineTo(...polar(2.4, radius));
  pen.lineTo(-radius * 0.3, 0);
  pen.lineTo(...polar(-2.4, radius));
  pen.closePath();
  outlined(pen, colours[`${sideOf({ team: self.team, self: true })}Light`]);
}

/** A pin whose tip is at the marked place. */
function drawPin(pen: CanvasRenderingContext2D, density: number, colour: string): void {
  const radius = PIN * density;
  pen.beginPath();
  pen.moveTo(0, 0);
  pen.lineTo(-radius, -radius * 1.6);
  pen.arc(0, -radius * 1.9, radius, Math.PI, 0);
  pen.closePath();
  outlined(pen, colour);
}

/** A rectangle for the part of the arena that a spectator's screen shows. */
function drawScreen(pen: CanvasRenderingContext2D, scale: number): void {
  pen.strokeStyle = "#ffffff";
  pen.lineWidth = 1.5;
  pen.strokeRect(
    (-SCREEN_U.width / 2) * scale,
    (-SCREEN_U.height / 2) * scale,
    SCREEN_U.width * scale,
    SCREEN_U.height * scale,
  );
}

function outlined(pen: CanvasRenderingContext2D, colour: string): void {
  pen.lineWidth = 3;
  pen.lineJoin = "round";
  pen.strokeStyle = INK;
  pen.stroke();
  pen.fillStyle = colour;
  pen.fill();
}

function fill(pen: CanvasRenderingContext2D, path: Path2D, colour: string): void {
  pen.fillStyle = colour;
  pen.fill(path);
}

const polar = (angle: number, radius: number): [number, number] => [Math.cos(angle) * radius, Math.sin(angle) * radius];
