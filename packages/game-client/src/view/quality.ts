import { settings } from "../settings/settings.ts";
import { FrameTimes } from "./frame-times.ts";

export type QualityLevel = "high" | "low";

/** "auto" judges by this many frames at a time, and gives up on "high" when half of them are longer than this. */
const JUDGED_FRAMES = 240;
const TOO_LONG_MS = 25;

/** How much is drawn: as the player has set it, or as the machine can bear. */
export class Quality {
  readonly #judged = new FrameTimes();
  #tooSlow = false;

  get level(): QualityLevel {
    const { quality } = settings.values;
    if (quality !== "auto") return quality;
    return this.#tooSlow ? "low" : "high";
  }

  /** Hears how long each frame took. Falls to low, and stays there: going up and down would be worse than either. */
  record(frameMs: number): void {
    if (this.#tooSlow) return;
    this.#judged.record(frameMs);
    if (this.#judged.count < JUDGED_FRAMES) return;
    this.#tooSlow = this.#judged.percentile(0.5) > TOO_LONG_MS;
    this.#judged.clear();
  }

  /** Another map may be easier to draw. */
  reconsider(): void {
    this.#tooSlow = false;
    this.#judged.clear();
  }
}
