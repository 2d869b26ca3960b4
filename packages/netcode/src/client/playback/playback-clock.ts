/** Seconds of arrivals the line is judged by. */
const WINDOW_MS = 2000;
/** Share of patches that must arrive in time to be shown without extrapolating. */
const ON_TIME = 0.95;
/** Most the playback runs faster or slower than time to reach its target: too little to see. */
const MAX_RATE_CHANGE = 0.03;
/** An error of this much asks for the full rate change. */
const FULL_CHANGE_ERROR_MS = 60;
/** Server time that goes back, or on by more than this between two patches, goes on from elsewhere: another state is shown. */
const LEAP_MS = 1500;
/** Beyond this the playback jumps: after a stall there is nothing to be gained by crawling. */
const JUMP_ERROR_MS = 250;

interface Arrival {
  /** Local time of arrival. */
  readonly at: number;
  /** Server time minus local time: the larger, the faster this patch travelled. */
  readonly lead: number;
  /** Server time since the patch before. */
  readonly gap: number;
}

/**
 * The two server times a client shows: `present`, the newest a patch could bring if it travelled as fast as the fastest
 * of late, and `render`, far enough behind that for the next patch to have arrived when it is needed.
 *
 * The distance between them is the larger of two patches and (p95 of the jitter + one patch), so that a quiet line
 * costs little delay and a rough one does not stutter. A patch is as long as they come apart: who can't keep up is sent
 * every second one, or fewer. Times in ms on the server's simulation clock.
 */
export class PlaybackClock {
  readonly #stepMs: number;
  #arrivals: Arrival[] = [];
  /** Server time of the last patch, on whichever line it came. */
  #newest: number | undefined;
  #bestLead: number | undefined;
  #jitter = 0;
  #patchMs: number;
  #render: number | undefined;
  #advancedAt = 0;

  /** `stepMs` is the least that can be between two patches. */
  constructor(stepMs: number) {
    this.#stepMs = stepMs;
    this.#patchMs = stepMs;
  }

  /**
   * Notes that a patch of server time `serverTime` arrived at local time `at`. Returns true where server time goes on from
   * elsewhere, so that nothing before it and after it belongs together; the clock then starts anew.
   */
  receive(serverTime: number, at: number): boolean {
    const newest = this.#newest;
    const leaps = newest !== undefined && (serverTime < newest || serverTime > newest + LEAP_MS);
    if (leaps) this.reset();
    this.#newest = serverTime;
    const last = this.#arrivals.at(-1);
    const gap = last ? serverTime - (last.at + last.lead) : this.#stepMs;
    this.#arrivals.push({ at, lead: serverTime - at, gap });
    this.#arrivals = this.#arrivals.filter((arrival) => at - arrival.at <= WINDOW_MS);
    const leads = this.#arrivals.map((arrival) => arrival.lead).toSorted((a, b) => b - a);
    const best = leads[0] ?? 0;
    this.#bestLead = best;
    this.#jitter = best - (onTime(leads) ?? best);
    const gaps = this.#arrivals.map((arrival) => arrival.gap).toSorted((a, b) => a - b);
    this.#patchMs = Math.max(this.#stepMs, onTime(gaps) ?? 0);
    return leaps;
  }

  /** Moves on to local time `now`; call once a frame before reading. */
  advance(now: number): void {
    const target = this.present(now) - this.delay;
    const elapsed = now - this.#advancedAt;
    this.#advancedAt = now;
    if (this.#bestLead === undefined) return;
    if (this.#render === undefined || Math.abs(target - this.#render) > JUMP_ERROR_MS + elapsed) {
      this.#render = target;
      return;
    }
    const error = target - (this.#render + elapsed);
    const change = Math.max(-1, Math.min(1, error / FULL_CHANGE_ERROR_MS)) * MAX_RATE_CHANGE;
    this.#render += elapsed * (1 + change);
  }

  /** Server time that others are shown at. */
  get render(): number {
    return this.#render ?? 0;
  }

  /** How far `render` means to be behind `present`. */
  get delay(): number {
    return Math.max(2 * this.#patchMs, this.#jitter + this.#patchMs);
  }

  /** How much later than the fastest patch the slowest in twenty came, in ms. */
  get jitter(): number {
    return this.#jitter;
  }

  /** Server time of the newest patch that could have arrived by local time `now`. */
  present(now: number): number {
    return now + (this.#bestLead ?? 0);
  }

  /** Forgets the line: a new one has its own delay. */
  reset(): void {
    this.#arrivals = [];
    this.#bestLead = undefined;
    this.#jitter = 0;
    this.#patchMs = this.#stepMs;
    this.#render = undefined;
  }
}

/** Of values from the best to the worst, the worst that still counts. */
const onTime = (sorted: readonly number[]): number | undefined =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * ON_TIME))];
