import type { RecordedTick } from "./recorded.ts";
import type { TickSource } from "./replay-feed.ts";

export const SPEEDS = [0.125, 0.25, 0.5, 1, 2, 4, 8] as const;
export type Speed = (typeof SPEEDS)[number];

/** After a longer pause between two frames than this, the playback goes on instead of catching up. */
const MAX_STEP_MS = 100;
/** Ticks are fetched this long before they are shown, at the speed of the playback. */
const AHEAD_S = 1.5;

/** What has been passed since the last frame. */
export interface Passage {
  /** The ticks that were passed one after another, oldest first. */
  readonly passed: readonly RecordedTick[];
  /** The playback has gone to another moment: what was shown before has nothing to do with it. */
  readonly leapt: boolean;
}

/** Decides which moment of a replay is shown: it plays, stands still, steps and seeks. It waits for ticks to arrive. */
export class Playback {
  readonly #source: TickSource;
  readonly #tickRate: number;
  /** The moment that is shown, in ticks. */
  #position: number;
  /** The moment that is sought. */
  #target: number | undefined;
  #shownAt: number | undefined;
  #isPlaying = true;
  #isWaiting = true;
  #showsPast = false;
  speed: Speed = 1;

  /** Starts at a tick. */
  constructor(source: TickSource, tickRate: number, tick: number) {
    this.#source = source;
    this.#tickRate = tickRate;
    this.#position = source.firstTick;
    this.seek(tick);
  }

  /** The moment that is shown, in ticks; of a seek that is under way, where it leads. */
  get position(): number {
    return this.#target ?? this.#position;
  }

  get isPlaying(): boolean {
    return this.#isPlaying;
  }

  /** Whether a moment is sought that is not shown yet. */
  get isSeeking(): boolean {
    return this.#target !== undefined;
  }

  /** Whether the playback waits for ticks. */
  get isWaiting(): boolean {
    return this.#isWaiting;
  }

  get isAtEnd(): boolean {
    return this.position >= this.#source.lastTick;
  }

  /** Nothing follows what is shown. */
  get #isOver(): boolean {
    return this.isAtEnd && !this.#source.isGrowing;
  }

  play(): void {
    if (this.#isOver) this.seek(this.#source.firstTick);
    this.#isPlaying = true;
  }

  pause(): void {
    this.#isPlaying = false;
  }

  /** Chooses the next faster (1) or slower (-1) speed. */
  changeSpeed(step: 1 | -1): void {
    this.speed = SPEEDS[SPEEDS.indexOf(this.speed) + step] ?? this.speed;
  }

  /** Goes to a tick, or to the nearest one that the replay has. */
  seek(tick: number): void {
    this.#seek(tick, this.#showsPast);
  }

  /** From now on, moments are shown with what is older than they are, or without. */
  showPast(shows: boolean): void {
    const isNew = shows && !this.#showsPast;
    this.#showsPast = shows;
    if (isNew) this.seek(this.position);
  }

  #seek(tick: number, needsPast: boolean): void {
    const { firstTick, lastTick } = this.#source;
    this.#target = Math.round(Math.min(lastTick, Math.max(firstTick, tick)));
    this.#source.seek(this.#target, needsPast);
  }

  /** Stands still one tick later (1) or earlier (-1). */
  step(by: 1 | -1): void {
    this.#isPlaying = false;
    const next = by > 0 ? Math.floor(this.position) + 1 : Math.ceil(this.position) - 1;
    if (by > 0 && this.#target === undefined && this.#source.at(next)) this.#stepTo = next;
    // Whoever steps back once goes on to do so: the ticks before that one come with it.
    else this.#seek(next, this.#showsPast || !this.#source.at(next));
  }

  #stepTo: number | undefined;

  /** Advances to `now`, in ms. */
  advance(now: number): Passage {
    const elapsed = Math.min(MAX_STEP_MS, Math.max(0, now - (this.#shownAt ?? now)));
    this.#shownAt = now;
    const arrived = this.#source.arrived;
    if (arrived === undefined) {
      this.#isWaiting = true;
      return NOTHING;
    }
    if (this.#target !== undefined) return this.#land(Math.min(this.#target, this.#source.lastTick));
    const from = this.#position;
    const wanted = this.#stepTo ?? (this.#isPlaying ? from + (elapsed / 1000) * this.#tickRate * this.speed : from);
    this.#stepTo = undefined;
    this.#position = Math.max(from, Math.min(wanted, arrived));
    if (this.#isOver) this.#isPlaying = false;
    this.#isWaiting = wanted > arrived && !this.#isOver;
    this.#fetch();
    const passed: RecordedTick[] = [];
    for (let tick = Math.floor(from) + 1; tick <= this.#position; tick++) {
      const recorded = this.#source.at(tick);
      if (recorded) passed.push(recorded);
    }
    return { passed, leapt: false };
  }

  #land(target: number): Passage {
    if (!this.#source.at(target)) {
      // The replay has ended before it was meant to.
      this.seek(target);
      return NOTHING;
    }
    this.#position = target;
    this.#target = undefined;
    this.#isWaiting = false;
    this.#fetch();
    return { passed: [], leapt: true };
  }

  #fetch(): void {
    const ahead = AHEAD_S * this.#tickRate * Math.max(1, this.speed);
    this.#source.fetch(Math.floor(this.#position), Math.ceil(this.#position + ahead));
  }
}

const NOTHING: Passage = { passed: [], leapt: false };
