/** The delay is computed from the patches of this many ms. */
const WINDOW_MS = 2000;
/** Share of patches that must arrive in time, so that no extrapolation is needed. */
const ON_TIME = 0.95;
/** Largest relative change of the playback speed on the way to its target. A change of 3 % is not visible. */
const MAX_RATE_CHANGE = 0.03;
/** At an error of this much the playback speed changes by the full amount. */
const FULL_CHANGE_ERROR_MS = 60;
/** A larger increase of server time between two patches, or a decrease, is a discontinuity: another state is shown. */
const LEAP_MS = 1500;
/** Above this error the playback jumps. After a stall, a slow approach has no benefit. */
const JUMP_ERROR_MS = 250;

interface Arrival {
  /** Local time of arrival, in ms. */
  readonly at: number;
  /** Server time minus local time, in ms. A larger lead means that the patch travelled faster. */
  readonly lead: number;
  /** Server time since the previous patch, in ms. */
  readonly gap: number;
}

/**
 * Computes the two server times that a client shows. `present` is the newest time that a patch could carry if it
 * travelled as fast as the fastest recent one. `render` is far enough behind `present` that the next patch has
 * arrived when it is needed.
 *
 * The distance between them is the larger of two patch intervals and (p95 of the jitter + one patch interval). So a
 * quiet connection has little delay, and a connection with much jitter does not stutter. The patch interval is
 * measured: a client that reads too slowly receives every second patch, or fewer. Times are in ms on the server's
 * simulation clock.
 */
export class PlaybackClock {
  readonly #stepMs: number;
  #arrivals: Arrival[] = [];
  /** Server time of the last patch on any connection. */
  #newest: number | undefined;
  #bestLead: number | undefined;
  #jitter = 0;
  #patchMs: number;
  #render: number | undefined;
  #advancedAt = 0;

  /** `stepMs` is the smallest interval between two patches. */
  constructor(stepMs: number) {
    this.#stepMs = stepMs;
    this.#patchMs = stepMs;
  }

  /**
   * Records that a patch with server time `serverTime` arrived at local time `at`. Returns true if server time was
   * discontinuous: nothing may be interpolated between earlier and later states. The clock then starts over.
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

  /** Advances to local time `now`. Call it once a frame before reading. */
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

  /** Server time at which other bodies are shown. */
  get render(): number {
    return this.#render ?? 0;
  }

  /** Target distance of `render` behind `present`, in ms. */
  get delay(): number {
    return Math.max(2 * this.#patchMs, this.#jitter + this.#patchMs);
  }

  /** 95th percentile of patch delay relative to the fastest patch, in ms. */
  get jitter(): number {
    return this.#jitter;
  }

  /** Server time of the newest patch that could have arrived by local time `now`. */
  present(now: number): number {
    return now + (this.#bestLead ?? 0);
  }

  /** Discards the measurements of the connection. A new connection has its own delay. */
  reset(): void {
    this.#arrivals = [];
    this.#bestLead = undefined;
    this.#jitter = 0;
    this.#patchMs = this.#stepMs;
    this.#render = undefined;
  }
}

/** The value that `ON_TIME` of the sorted values don't exceed. */
const onTime = (sorted: readonly number[]): number | undefined =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * ON_TIME))];
