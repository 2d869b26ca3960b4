import type { Arena } from "@fray/shared-state/arena/arena";

import { settings } from "../../settings/settings.ts";
import type { Moment, Part } from "../moment.ts";
import { drawMarkers } from "./draw-markers.ts";
import { paintGround } from "./paint-ground.ts";
import "./minimap.css";

/** Longer side of the minimap in CSS pixels, and of that of an arena that is long itself: its walls are thin. */
const SIZE = 144;
const LARGE_SIZE = 208;
/** Length of a long arena, in u. */
const LONG_U = 64;
/** Fast enough for a small map, and a third of the rate at which the game itself is drawn. */
const DRAW_EVERY_MS = 50;

/** The whole arena on a small map, with the positions of bodies that the player may know. */
export class Minimap implements Part {
  readonly #canvas = document.createElement("canvas");
  #ground: HTMLCanvasElement | undefined;
  /** The arena for which the ground was painted. */
  #arena: Arena | undefined;
  #painted = "";
  #drawnAt = -Infinity;

  constructor(parent: HTMLElement) {
    this.#canvas.className = "minimap";
    this.#canvas.setAttribute("role", "img");
    this.#canvas.setAttribute("aria-label", "Map of the arena");
    parent.append(this.#canvas);
  }

  update({ frame, game, now }: Moment): void {
    const { minimap, palette } = settings.values;
    const shown = minimap && frame.round.phase !== "results";
    if (this.#canvas.hidden === shown) this.#canvas.hidden = !shown;
    if (!shown || now - this.#drawnAt < DRAW_EVERY_MS) return;
    this.#drawnAt = now;
    const { arena } = game;
    const density = Math.min(2, devicePixelRatio);
    const length = Math.max(arena.width, arena.height);
    const isLong = length > LONG_U;
    this.#canvas.classList.toggle("long", isLong);
    const scale = ((isLong ? LARGE_SIZE : SIZE) / length) * density;
    const look = `${scale} ${palette}`;
    if (!this.#ground || arena !== this.#arena || look !== this.#painted) {
      this.#arena = arena;
      this.#painted = look;
      this.#ground = paintGround(arena, scale);
      this.#canvas.width = this.#ground.width;
      this.#canvas.height = this.#ground.height;
      this.#canvas.style.width = `${this.#ground.width / density}px`;
      this.#canvas.style.height = `${this.#ground.height / density}px`;
    }
    const pen = this.#canvas.getContext("2d");
    if (!pen) return;
    pen.clearRect(0, 0, this.#canvas.width, this.#canvas.height);
    pen.drawImage(this.#ground, 0, 0);
    drawMarkers(pen, frame, scale, density);
  }

  dispose(): void {
    this.#canvas.remove();
  }
}
