import { settings } from "../settings/settings.ts";
import { FrameTimes } from "./frame-times.ts";

export type QualityLevel = "high" | "low";

/** "auto" judges by this many frames at a time, and gives up on "high" when half of them are longer than this. */
const JUDGED_FRAMES = 240;
const TOO_LONG_MS = 25;
/** More canvas pixels than this per CSS pixel cost time and show nothing, or too little for their time. */
const MAX_PIXEL_RATIO: Readonly<Record<QualityLevel, number>> = { high: 2, low: 0.75 };

/** How much is drawn: as the player has set it, or as the machine can bear. */
export class Quality {
  readonly #judged = new FrameTimes();
  #tooSlow = false;

  get level(): QualityLevel {
    const { quality } = settings.values;
    if (quality !== "auto") return quality;
    return this.#tooSlow ? "low" : "high";
  }

  /** Canvas pixels per CSS pixel, at most. */
  get maxPixelRatio(): number {
    return MAX_PIXEL_RATIO[this.level];
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
