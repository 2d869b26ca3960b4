import { screenCentre } from "@fray/netcode/core";

import type { Shown, TagRoom } from "../client/tag-game.ts";
import { MAP, PILLARS, SCREEN } from "../rules/map.ts";
import { RADIUS } from "../rules/step.ts";

type Pen = CanvasRenderingContext2D;

const COLOURS = ["#5cc8ff", "#8be28b", "#ffd166", "#c792ea", "#f78fb3", "#7fdbca", "#a0b4ff", "#e8c07d"];
const CHASER = "#ff5c47";

/** Draws what a player sees, with their own body last, at local time `now` in ms. */
export function draw(pen: Pen, shown: readonly Shown[], room: TagRoom, now: number): void {
  const { canvas } = pen;
  const { x, y } = screenCentre(shown.at(-1)?.pose ?? PILLARS[0], MAP, SCREEN);
  // A canvas that is given a size is empty.
  canvas.width = canvas.clientWidth * devicePixelRatio;
  canvas.height = canvas.clientHeight * devicePixelRatio;
  const scale = Math.max(canvas.width / SCREEN.width, canvas.height / SCREEN.height);
  pen.setTransform(scale, 0, 0, scale, canvas.width / 2 - x * scale, canvas.height / 2 - y * scale);
  drawFloor(pen);
  for (const one of shown) drawBody(pen, one, room, (now % 1000) / 1000);
}

function drawFloor(pen: Pen): void {
  pen.fillStyle = "#121a29";
  pen.fillRect(0, 0, MAP.width, MAP.height);
  pen.fillStyle = "#1c2740";
  for (let x = 0; x <= MAP.width; x += 2) pen.fillRect(x - 0.02, 0, 0.04, MAP.height);
  for (let y = 0; y <= MAP.height; y += 2) pen.fillRect(0, y - 0.02, MAP.width, 0.04);
  for (const { x, y, radius } of PILLARS) {
    fillCircle(pen, x, y + 0.1, radius + 0.1, "#2b3a58");
    fillCircle(pen, x, y, radius, "#202c43");
  }
}

/** `pulse` goes from 0 to 1 once a second. */
function drawBody(pen: Pen, { sessionId, body, pose: { x, y } }: Shown, room: TagRoom, pulse: number): void {
  const { name = "", connected } = room.state.members.get(sessionId) ?? {};
  pen.globalAlpha = connected ? 1 : 0.35;
  if (body.isIt) fillCircle(pen, x, y, RADIUS * (1 + pulse), `rgb(255 92 71 / ${0.6 - 0.6 * pulse})`);
  fillCircle(pen, x, y + 0.12, RADIUS, "#0008");
  fillCircle(pen, x, y, RADIUS, sessionId === room.sessionId ? "#fff" : "#0a0f19");
  fillCircle(pen, x, y, RADIUS - 0.07, body.isIt ? CHASER : (COLOURS[body.id % COLOURS.length] ?? CHASER));
  pen.textAlign = "center";
  pen.textRendering = "geometricPrecision";
  pen.font = "600 0.5px system-ui, sans-serif";
  pen.fillStyle = body.isIt ? CHASER : "#dfe7f5";
  pen.fillText(body.isIt ? `${name} is it` : name, x, y - RADIUS - 0.3);
}

function fillCircle(pen: Pen, x: number, y: number, radius: number, colour: string): void {
  pen.fillStyle = colour;
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
  pen.fill();
}
