import type { Runtime } from "@fray/netcode/core";

import type { NetStats } from "../../connection/game-connection.ts";
import type { Moment, Part } from "../moment.ts";
import { FrameHistogram } from "./frame-histogram.ts";
import "./net-graph.css";
import { Sparkline } from "./sparkline.ts";
import type { TraceButton } from "./trace-button.ts";

const SAMPLE_EVERY_MS = 100;

/** One row of the graph: its name, its text and the value that it plots. */
interface Gauge {
  readonly label: string;
  /** The value to plot. `before` is the sample `seconds` earlier, for rates. */
  readonly value: (now: NetStats, before: NetStats, seconds: number) => number;
  readonly text: (value: number, now: NetStats) => string;
  /** Top of the plot while no value is higher, so that noise does not look like trouble. */
  readonly scale: number;
}

const ms = (value: number): string => `${value.toFixed(0)} ms`;
const rate =
  (of: (stats: NetStats) => number): Gauge["value"] =>
  (now, before, seconds) =>
    seconds > 0 ? (of(now) - of(before)) / seconds : 0;

/** Names what carries the connection. Beside a stream a request is open now and then only, so their number says nothing. */
function transportText(_: number, { requests, isStreamed = false }: NetStats): string {
  if (requests === undefined) return "WebSocket";
  return isStreamed ? "HTTP stream" : `HTTP, ${requests} polls`;
}

const GAUGES: readonly Gauge[] = [
  {
    label: "Connection",
    value: (now) => now.requests ?? 0,
    text: transportText,
    scale: 6,
  },
  { label: "Ping", value: (now) => now.ping, text: ms, scale: 100 },
  { label: "Jitter", value: (now) => now.jitter, text: ms, scale: 50 },
  { label: "Interpolation", value: (now) => now.interpolationDelay, text: ms, scale: 150 },
  { label: "Input depth", value: (now) => now.inputDepth, text: (value) => value.toFixed(0), scale: 4 },
  {
    label: "Corrections",
    value: rate((stats) => stats.corrections),
    text: (value) => `${value.toFixed(0)} /s`,
    scale: 5,
  },
  {
    label: "Patches",
    value: rate((stats) => stats.patchBytes),
    text: (value) => `${(value / 1000).toFixed(1)} kB/s`,
    scale: 5000,
  },
  { label: "Ticks", value: rate((stats) => stats.patches), text: (value) => `${value.toFixed(0)} /s`, scale: 40 },
  { label: "Server tick", value: (now) => now.tickTime, text: (value) => `${value.toFixed(2)} ms`, scale: 10 },
];

/** Rates are averaged over this many samples (one second). Over fewer, the plot would show single patches. */
const RATE_SAMPLES = 10;

/**
 * Small plots of the last twelve seconds: quality of the connection and of drawing. Hidden until the player opens it.
 */
export class NetGraph implements Part {
  readonly #root: HTMLElement;
  readonly #rows: { gauge: Gauge; value: HTMLElement; plot: Sparkline }[];
  readonly #histogram: FrameHistogram;
  readonly #runtime: Runtime;
  #saving: TraceButton | undefined;
  #isLoading = false;
  #isGone = false;
  readonly #isOpen: () => boolean;
  #samples: { at: number; stats: NetStats }[] = [];

  constructor(runtime: Runtime, parent: HTMLElement, isOpen: () => boolean) {
    this.#runtime = runtime;
    this.#isOpen = isOpen;
    this.#root = document.createElement("section");
    this.#root.className = "net-graph panel";
    this.#root.setAttribute("aria-label", "Network");
    this.#root.hidden = true;
    this.#rows = GAUGES.map((gauge) => this.#row(gauge));
    this.#histogram = new FrameHistogram(this.#root);
    parent.append(this.#root);
  }

  /** Takes a sample ten times a second, also while hidden, so that the graph has a history when it is opened. */
  update({ game, frame, now, times }: Moment): void {
    const open = this.#isOpen();
    if (open) this.#load();
    this.#saving?.update(game, frame);
    if (this.#root.hidden === open) this.#root.hidden = !open;
    const last = this.#samples.at(-1);
    if (last && now - last.at < SAMPLE_EVERY_MS) return;
    this.#samples = [...this.#samples.slice(-RATE_SAMPLES), { at: now, stats: game.stats() }];
    const [first] = this.#samples;
    const newest = this.#samples.at(-1);
    if (!first || !newest) return;
    const seconds = (newest.at - first.at) / 1000;
    for (const { gauge, value, plot } of this.#rows) {
      const measured = gauge.value(newest.stats, first.stats, seconds);
      plot.push(measured);
      if (!open) continue;
      value.textContent = gauge.text(measured, newest.stats);
      plot.draw();
    }
    if (open) this.#histogram.draw(times);
  }

  dispose(): void {
    this.#isGone = true;
    this.#saving?.dispose();
    this.#root.remove();
  }

  /** Few players ever save a minute, so what does it is loaded only then. */
  #load(): void {
    if (this.#isLoading) return;
    this.#isLoading = true;
    import("./trace-button.ts").then(
      (loaded) => {
        if (!this.#isGone) this.#saving = new loaded.TraceButton(this.#runtime, this.#root);
      },
      // The server may be away: the next time that the graph is open asks again.
      () => void (this.#isLoading = false),
    );
  }

  #row(gauge: Gauge) {
    const label = document.createElement("span");
    label.className = "caption";
    label.textContent = gauge.label;
    const plot = new Sparkline(gauge.scale);
    const value = document.createElement("output");
    this.#root.append(label, plot.canvas, value);
    return { gauge, value, plot };
  }
}
