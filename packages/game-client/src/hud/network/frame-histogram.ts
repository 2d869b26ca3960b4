import type { Bucket } from "../../drawing/frame-times.ts";
import type { RecentTimes } from "../moment.ts";
import "./frame-histogram.css";

const ms = (value: number): string => `${value.toFixed(1)} ms`;

/**
 * A histogram of frame times: how many of the latest frames fall into each bucket, and the time that most frames
 * keep.
 */
export class FrameHistogram {
  readonly #bars = document.createElement("div");
  readonly #values: Readonly<Record<"Frame p50" | "Frame p95" | "Frame p99" | "Own work p95", HTMLElement>>;

  constructor(parent: HTMLElement) {
    this.#bars.className = "frame-histogram";
    this.#bars.setAttribute("aria-hidden", "true");
    parent.append(this.#bars);
    this.#values = {
      "Frame p50": reading(parent, "Frame p50"),
      "Frame p95": reading(parent, "Frame p95"),
      "Frame p99": reading(parent, "Frame p99"),
      "Own work p95": reading(parent, "Own work p95"),
    };
  }

  draw({ frameTimes, workTimes }: RecentTimes): void {
    this.#values["Frame p50"].textContent = ms(frameTimes.percentile(0.5));
    this.#values["Frame p95"].textContent = ms(frameTimes.percentile(0.95));
    this.#values["Frame p99"].textContent = ms(frameTimes.percentile(0.99));
    this.#values["Own work p95"].textContent = ms(workTimes.percentile(0.95));
    this.#drawBars(frameTimes.buckets());
  }

  #drawBars(buckets: readonly Bucket[]): void {
    const most = Math.max(1, ...buckets.map(({ count }) => count));
    while (this.#bars.childElementCount < buckets.length) this.#bars.append(bar());
    for (const [index, { upTo, count }] of buckets.entries()) {
      const column = this.#bars.children[index];
      const before = buckets[index - 1]?.upTo ?? 0;
      const label = column?.querySelector("span");
      if (label) label.textContent = upTo === Infinity ? `${before}+` : String(upTo);
      column?.querySelector("i")?.style.setProperty("height", `${Math.ceil((count / most) * 100)}%`);
    }
  }
}

function bar(): HTMLElement {
  const column = document.createElement("div");
  const space = document.createElement("div");
  space.append(document.createElement("i"));
  column.append(space, document.createElement("span"));
  return column;
}

function reading(parent: HTMLElement, label: string): HTMLElement {
  const name = document.createElement("span");
  name.className = "caption wide";
  name.textContent = label;
  const value = document.createElement("output");
  parent.append(name, value);
  return value;
}
