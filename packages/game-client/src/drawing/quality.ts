import { settings } from "../settings/settings.ts";
import { FrameTimes } from "./frame-times.ts";

export type QualityLevel = "high" | "low";

/**
 * "auto" checks this many frames at a time, and changes from "high" to "low" when half of them take longer than this.
 */
const JUDGED_FRAMES = 240;
const TOO_LONG_MS = 25;
/** Limits canvas pixels per CSS pixel: more cost time without a visible gain. */
const MAX_PIXEL_RATIO: Readonly<Record<QualityLevel, number>> = { high: 2, low: 0.75 };

/** The level of detail: from the settings, or chosen by how fast the machine draws. */
export class Quality {
  readonly #judged = new FrameTimes();
  #tooSlow = false;

  get level(): QualityLevel {
    const { quality } = settings.values;
    if (quality !== "auto") return quality;
    return this.#tooSlow ? "low" : "high";
  }

  /** Maximum number of canvas pixels per CSS pixel. */
  get maxPixelRatio(): number {
    return MAX_PIXEL_RATIO[this.level];
  }

  /**
   * Records the duration of a frame. The quality changes to low and stays there: repeated changes would look worse
   * than either level.
   */
  record(frameMs: number): void {
    if (this.#tooSlow) return;
    this.#judged.record(frameMs);
    if (this.#judged.count < JUDGED_FRAMES) return;
    this.#tooSlow = this.#judged.percentile(0.5) > TOO_LONG_MS;
    this.#judged.clear();
  }

  /** Checks again after a change of map: the new map may be easier to draw. */
  reconsider(): void {
    this.#tooSlow = false;
    this.#judged.clear();
  }
}
