import { PatientLevel } from "../backpressure/patient-level.ts";

/** A degradation level: the service that an overloaded server reduces. */
export interface DegradationLevel {
  readonly name: "none" | "pairs" | "spectators" | "farBodies" | "patches" | "joins";
  /** Inputs are taken in every second tick only, two at once: all are applied, but bodies change half as often. */
  readonly takesPairs: boolean;
  /** Only every n-th patch is sent to spectators and to fighters, n being these numbers. */
  readonly every: { readonly spectators: number; readonly fighters: number };
  /** Share of the normal area of interest, on each axis. */
  readonly reach: number;
  /** New joins are refused. */
  readonly refusesJoins: boolean;
}

const ALL = { spectators: 1, fighters: 1 };
const FEWER_TO_SPECTATORS = { ...ALL, spectators: 4 };
/** Share of the area of interest that contains the screen and hardly anything beyond it. */
const SCREEN_REACH = 0.85;
const FULL_SERVICE = { takesPairs: false, every: ALL, reach: 1, refusesJoins: false };
const IN_PAIRS = { ...FULL_SERVICE, takesPairs: true };
const NEAR_BODIES = { ...IN_PAIRS, every: FEWER_TO_SPECTATORS, reach: SCREEN_REACH };

/**
 * The degradation levels, in the order in which an overloaded server takes them. The level that costs people least
 * comes first. Each level includes the levels before it.
 */
export const DEGRADATION_LEVELS = [
  { ...FULL_SERVICE, name: "none" },
  { ...IN_PAIRS, name: "pairs" },
  { ...IN_PAIRS, name: "spectators", every: FEWER_TO_SPECTATORS },
  { ...NEAR_BODIES, name: "farBodies" },
  { ...NEAR_BODIES, name: "patches", every: { spectators: 4, fighters: 2 } },
  { ...NEAR_BODIES, name: "joins", every: { spectators: 4, fighters: 2 }, refusesJoins: true },
] as const satisfies readonly DegradationLevel[];

const NONE = 0;
const MOST = DEGRADATION_LEVELS.length - 1;

/** Length in s of the window in which ticks are judged together. */
const WINDOW_S = 1;
/** A window with fewer ticks is not judged. */
const MIN_TICKS = 5;
/**
 * A tick is late when it ends more than `LATE` steps after it was due. The server is overloaded when more than
 * `LATE_SHARE` of the ticks are late.
 */
const LATE = 1;
const LATE_SHARE = 0.5;
/** A server that used a smaller share of a core is late for another reason, and reducing its work would not help. */
const MIN_CPU_SHARE = 0.25;
/** The server has room for more when nearly all ticks end within this share of their step. */
const EASY = 0.7;
const EASY_SHARE = 0.9;
/** Time in s to see the effect of a level before the next level is taken. */
const REST_S = 2;
const PATIENCE = { startS: 2, maxS: 60 };

/**
 * Chooses the degradation level by how punctual ticks are. A tick is measured from when it was due, so waiting for
 * other rooms and for received data counts as well.
 */
export class LoadShedding {
  readonly #cpuSeconds: () => number;
  readonly #level = new PatientLevel(PATIENCE);
  #window = { since: -Infinity, cpu: 0, ticks: 0, late: 0, easy: 0 };
  #takenAt = -Infinity;

  /** `cpuSeconds` returns the CPU time of the process, in s since any fixed moment. */
  constructor(cpuSeconds: () => number) {
    this.#cpuSeconds = cpuSeconds;
  }

  /** Index of the current level in `DEGRADATION_LEVELS`. */
  get level(): number {
    return this.#level.level;
  }

  get degradation(): DegradationLevel {
    return DEGRADATION_LEVELS[this.level] ?? DEGRADATION_LEVELS[NONE];
  }

  /** Takes in a tick that ended at `now` in s, `spent` steps after it was due. */
  note(now: number, spent: number): void {
    const window = this.#window;
    if (now - window.since >= WINDOW_S) {
      const cpu = this.#cpuSeconds();
      if (window.ticks >= MIN_TICKS) this.#judge(now, (cpu - window.cpu) / (now - window.since));
      Object.assign(window, { since: now, cpu, ticks: 0, late: 0, easy: 0 });
    }
    window.ticks++;
    if (spent > LATE) window.late++;
    if (spent <= EASY) window.easy++;
  }

  #judge(now: number, cpuShare: number): void {
    const { ticks, late, easy } = this.#window;
    const isEasy = easy >= ticks * EASY_SHARE;
    if (!isEasy) this.#level.disturb();
    if (late > ticks * LATE_SHARE && cpuShare >= MIN_CPU_SHARE) this.#take(now);
    else if (isEasy) this.#level.calm(now);
  }

  #take(now: number): void {
    if (this.level === MOST || now - this.#takenAt < REST_S) return;
    this.#level.raise(this.level + 1, now);
    this.#takenAt = now;
  }
}
