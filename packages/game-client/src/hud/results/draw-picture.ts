import { hasTeams, MODE_TITLES } from "@fray/shared-state/match/modes";

import { PALETTE } from "../../settings/palettes.ts";
import { settings } from "../../settings/settings.ts";
import { ordinal } from "../../words/ordinal.ts";
import { sideOf, teamTitle, type Side } from "../../words/sides.ts";
import { mapTitle } from "../parts/map-title.ts";
import { awardWords } from "./award-words.ts";
import type { ResultsProps } from "./results-of.ts";

export type Pictured = Pick<ResultsProps, "mode" | "map" | "scores" | "verdict" | "standings" | "place" | "awards">;

/** The size in which chats and networks show pictures of links. */
const WIDTH = 1200;
const HEIGHT = 630;
const MARGIN = 64;
const ROWS = 6;
const AWARDS = 4;
const TABLE_Y = 250;
const ROW_HEIGHT = 52;
const AWARDS_X = 780;
const TEXT = "#eaf2fb";
const SOFT = "#9db2c8";

/** Draws a result as a PNG; undefined where the browser can't. */
export async function drawPicture(result: Pictured): Promise<Blob | undefined> {
  const canvas = document.createElement("canvas");
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  const pen = canvas.getContext("2d");
  if (!pen) return undefined;
  drawGround(pen);
  drawHead(pen, result);
  drawTable(pen, result);
  drawAwards(pen, result);
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? undefined), "image/png"));
}

type Pen = CanvasRenderingContext2D;

function drawGround(pen: Pen): void {
  const ground = pen.createRadialGradient(WIDTH / 2, 0, 0, WIDTH / 2, 0, WIDTH * 0.8);
  ground.addColorStop(0, "#1c2a3b");
  ground.addColorStop(1, "#0a1018");
  pen.fillStyle = ground;
  pen.fillRect(0, 0, WIDTH, HEIGHT);
  pen.strokeStyle = "rgba(157, 191, 223, 0.06)";
  for (let x = 0; x <= WIDTH; x += 60) line(pen, x, 0, x, HEIGHT);
  for (let y = 15; y <= HEIGHT; y += 60) line(pen, 0, y, WIDTH, y);
}

function drawHead(pen: Pen, { verdict, mode, map, scores, place, standings }: Pictured): void {
  const { blue, orange } = colours();
  const tone = { won: blue, lost: orange, plain: TEXT }[verdict.tone];
  write(pen, verdict.text, { x: MARGIN, y: 128, size: 88, weight: 800, colour: tone, room: 800 });
  write(pen, "FRAY", { x: WIDTH - MARGIN, y: 104, size: 48, weight: 800, colour: TEXT, align: "right" });
  const [team1, team2] = scores;
  const ranks = place > 0 ? [`${ordinal(place)} of ${standings.length}`] : [];
  const teams = hasTeams(mode) ? [`${teamTitle(1)} ${team1} : ${team2} ${teamTitle(2)}`] : [];
  const text = [`${MODE_TITLES[mode]} on ${mapTitle(map)}`, ...teams, ...ranks].join("  ·  ");
  write(pen, text, { x: MARGIN, y: 184, size: 30, weight: 600, colour: SOFT, room: WIDTH - 2 * MARGIN });
  pen.fillStyle = "rgba(157, 191, 223, 0.25)";
  pen.fillRect(MARGIN, 214, WIDTH - 2 * MARGIN, 2);
}

/** The best, and the player's own row in any case. */
function drawTable(pen: Pen, { standings }: Pictured): void {
  const places = standings.map((standing, index) => ({ standing, place: index + 1 }));
  const own = places.find(({ standing }) => standing.self);
  const best = places.slice(0, ROWS);
  const shown = own && !best.includes(own) ? [...best.slice(0, ROWS - 1), own] : best;
  for (const [row, { standing, place }] of shown.entries()) {
    const y = TABLE_Y + row * ROW_HEIGHT;
    if (standing.self) {
      pen.fillStyle = "rgba(157, 191, 223, 0.14)";
      pen.fillRect(MARGIN - 12, y, 660, ROW_HEIGHT - 6);
    }
    const base = y + 33;
    write(pen, String(place), { x: MARGIN + 28, y: base, size: 26, weight: 600, colour: SOFT, align: "right" });
    drawShape(pen, sideOf(standing), MARGIN + 62, y + 23);
    const weight = standing.self ? 800 : 600;
    write(pen, standing.name, { x: MARGIN + 92, y: base, size: 28, weight, colour: TEXT, room: 360 });
    const figures = `${standing.kills} / ${standing.deaths}`;
    write(pen, String(standing.score), { x: 590, y: base, size: 28, weight: 800, colour: TEXT, align: "right" });
    write(pen, figures, { x: 700, y: base, size: 24, weight: 600, colour: SOFT, align: "right" });
  }
}

function drawAwards(pen: Pen, { awards, standings }: Pictured): void {
  const { warn } = colours();
  const own = awards.filter(({ id }) => standings.some((standing) => standing.self && standing.id === id));
  const shown = [...own, ...awards.filter((award) => !own.includes(award))].slice(0, AWARDS);
  for (const [row, award] of shown.entries()) {
    const y = TABLE_Y + row * 78;
    const winner = standings.find(({ id }) => id === award.id);
    const { title, reason } = awardWords(award);
    pen.fillStyle = warn;
    pen.fillRect(AWARDS_X, y, 5, 58);
    write(pen, title, { x: AWARDS_X + 22, y: y + 24, size: 28, weight: 800, colour: TEXT, room: 330 });
    const text = `${winner?.name ?? ""}, ${reason}`;
    write(pen, text, { x: AWARDS_X + 22, y: y + 54, size: 22, weight: 600, colour: SOFT, room: 330 });
  }
}

function drawShape(pen: Pen, side: Side, x: number, y: number): void {
  pen.fillStyle = colours()[side];
  pen.beginPath();
  if (side === "blue") pen.arc(x, y, 13, 0, 2 * Math.PI);
  else
    for (let corner = 0; corner < 6; corner++)
      pen.lineTo(x + 14 * Math.cos((corner * Math.PI) / 3), y + 14 * Math.sin((corner * Math.PI) / 3));
  pen.fill();
}

interface Written {
  readonly x: number;
  readonly y: number;
  /** In pixels. */
  readonly size: number;
  readonly weight: number;
  readonly colour: string;
  readonly align?: CanvasTextAlign;
  /** Longer text is made narrower, in pixels. */
  readonly room?: number;
}

function write(pen: Pen, text: string, { x, y, size, weight, colour, align = "left", room }: Written): void {
  pen.font = `${weight} ${size}px ${getComputedStyle(document.documentElement).getPropertyValue("--font")}`;
  pen.fillStyle = colour;
  pen.textAlign = align;
  pen.fillText(text, x, y, room);
}

function line(pen: Pen, x1: number, y1: number, x2: number, y2: number): void {
  pen.beginPath();
  pen.moveTo(x1, y1);
  pen.lineTo(x2, y2);
  pen.stroke();
}

const colours = () => PALETTE[settings.values.palette];
