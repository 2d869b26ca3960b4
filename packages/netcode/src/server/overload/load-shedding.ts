import { PatientLevel } from "../backpressure/patient-level.ts";

/** What a server gives up while it has more to do than it can. */
export interface DegradationLevel {
  readonly name: "none" | "spectators" | "farBodies" | "patches" | "joins";
  /** One patch in how many is sent to who watches, and to who fights. */
  readonly every: { readonly spectators: number; readonly fighters: number };
  /** Share of the usual reach of every view, each way. */
  readonly reach: number;
  /** Nobody new is let in. */
  readonly refusesJoins: boolean;
}

const ALL = { spectators: 1, fighters: 1 };
const FEWER_TO_SPECTATORS = { ...ALL, spectators: 4 };
/** The screen and hardly anything beyond it. */
const SCREEN_REACH = 0.85;

/** In the order in which they are taken: whom they cost least comes first. Each has those before it in it. */
export const DEGRADATION_LEVELS = [
  { name: "none", every: ALL, reach: 1, refusesJoins: false },
  { name: "spectators", every: FEWER_TO_SPECTATORS, reach: 1, refusesJoins: false },
  { name: "farBodies", every: FEWER_TO_SPECTATORS, reach: SCREEN_REACH, refusesJoins: false },
  { name: "patches", every: { spectators: 4, fighters: 2 }, reach: SCREEN_REACH, refusesJoins: false },
  { name: "joins", every: { spectators: 4, fighters: 2 }, reach: SCREEN_REACH, refusesJoins: true },
] as const satisfies readonly DegradationLevel[];

const NONE = 0;
const MOST = DEGRADATION_LEVELS.length - 1;

/** Ticks are judged together for this long, in s. */
const WINDOW_S = 1;
/** Fewer say nothing. */
const MIN_TICKS = 5;
/** A tick is late when it ends after the next was due; the server has too much to do when most are. */
const LATE = 1;
const LATE_SHARE = 0.5;
/** If it has used less of a core than this meanwhile, it is not its own work that makes them late, and giving some up no help. */
const MIN_CPU_SHARE = 0.25;
/** There is room for more when nearly all have ended by this much of their step. */
const EASY = 0.7;
const EASY_SHARE = 0.9;
/** What a relief has brought is seen before the next is taken. */
const REST_S = 2;
const PATIENCE = { startS: 2, maxS: 60 };

/**
 * Decides what a server gives up, by how its ticks keep to their time. That is counted from when a tick was due: also what it
 * had to wait for takes its time away, other rooms and everything that is received.
 */
export class LoadShedding {
  readonly #cpuSeconds: () => number;
  readonly #level = new PatientLevel(PATIENCE);
  #window = { since: -Infinity, cpu: 0, ticks: 0, late: 0, easy: 0 };
  #takenAt = -Infinity;

  /** `cpuSeconds` says how long the process has computed since some time in the past. */
  constructor(cpuSeconds: () => number) {
    this.#cpuSeconds = cpuSeconds;
  }

  /** Place of the present relief in `RELIEFS`. */
  get level(): number {
    return this.#level.level;
  }

  get degradation(): DegradationLevel {
    return DEGRADATION_LEVELS[this.level] ?? DEGRADATION_LEVELS[NONE];
  }

  /** A tick has ended at `now` in s, `spent` steps after it was due. */
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
