/**
 * Steps a player may be ahead of the clock. A burst after a stall is spent from here, so a body gains at most this
 * many steps over honest play, however long it plays: 5 steps are 1.7 % of the first ten seconds. Ticks that the room owes
 * come on top of it; they are no faster than real time.
 */
export const MAX_CREDIT_STEPS = 5;
/** As many ticks that never ran are made up for: what is older is no use to anybody. Half a second at 30 Hz. */
const MAX_MISSED_TICKS = 15;
/** Inputs taken a tick besides the one that is due while ticks are made up for: their backlog is delay. */
const MADE_UP_PER_TICK = 3;
/** Inputs that may wait while one is taken per tick; with more, two are, so that a stall's backlog drains. */
const TARGET_DEPTH = 2;
/** Ticks the last movement is held when no input arrives in time. */
const MAX_HELD_TICKS = 3;
/** Ticks over which the least number of waiting inputs is reported to the client. */
const DEPTH_WINDOW_TICKS = 15;

/** The part of Colyseus' input accessor the bank draws from. */
export interface InputSource<I> {
  readonly size: number;
  readonly consumedCount: number;
  /** Server time in ms at which the sender of the input taken last saw the others; 0 when it did not say. */
  readonly renderTime: number;
  next(): I | undefined;
  take(count: number): I[];
}

export interface Step<I> {
  readonly seq: number;
  readonly input: I;
  /** Made up because nothing arrived in time; undone by the next real step. */
  readonly provisional: boolean;
  /** Server time in ms at which the player saw the others, as claimed; 0 for no claim. */
  readonly viewTime: number;
}

/**
 * Gives a player as many steps as time has passed, whatever they send.
 *
 * Each tick adds a step to the balance and each input taken costs one. Applying whatever has arrived, as the framework's
 * own loop does, let a client that sends 600 inputs/s move at 198 u/s instead of 10; taking exactly one per tick kept
 * the backlog of a 700 ms stall as 633 ms of delay for ever.
 *
 * A tick without input moves the body on provisionally. Real steps start from where the real ones before them ended, so
 * what a client predicts from its inputs is what the server computes from them, however late they came.
 */
export class TimeBank<I> {
  /** Inputs taken off the line, whatever became of them. */
  received = 0;
  /** Those thrown away because their time had passed or was never earned. */
  dropped = 0;
  /** Steps made up by holding the last movement. */
  held = 0;
  #credit = MAX_CREDIT_STEPS;
  /** Ticks of the room that never ran, while inputs from then are still waiting. */
  #missed = 0;
  #last: I | undefined;
  #heldTicks = 0;
  /** Inputs the source had given out after the last tick; unknown at first, and on a new line. */
  #consumed: number | undefined;
  #waitingLow = Infinity;
  #windowTicks = 0;
  readonly #holdInput: (last: I) => I;

  /** `holdInput` makes the input of a step for which none has arrived, from the last one that did. */
  constructor(holdInput: (last: I) => I) {
    this.#holdInput = holdInput;
  }

  /** The steps to apply in this tick, before which `missed` never ran: real ones or a provisional one, never both. */
  collect(source: InputSource<I>, missed = 0): Step<I>[] {
    this.#countOverflow(source.consumedCount);
    // The framework looks into its own buffer whenever it is asked.
    let waiting = source.size;
    // A room that stood still is nobody's fault: it is made up for, until nothing is left of what has come meanwhile. Who sends
    // it only afterwards gets no more than the time that has passed.
    const isBehind = missed > 0 || waiting > TARGET_DEPTH;
    this.#missed = isBehind ? Math.min(MAX_MISSED_TICKS, this.#missed + missed) : 0;
    this.#credit = Math.min(MAX_CREDIT_STEPS + this.#missed, this.#credit + 1 + missed);
    waiting -= this.#dropUnearned(source, waiting);
    this.#waitingLow = Math.min(this.#waitingLow, waiting);
    if (waiting === 0) return this.#hold(source);
    const steps: Step<I>[] = [];
    for (let due = this.#stepsDue(waiting); due > 0; due--) {
      const input = source.next();
      if (!input) break;
      this.#credit--;
      this.received++;
      steps.push({ seq: source.consumedCount, input, provisional: false, viewTime: source.renderTime });
      this.#last = input;
    }
    this.#heldTicks = 0;
    this.#consumed = source.consumedCount;
    return steps;
  }

  /** Takes what has arrived of a player without a body, so that it hears that it has. */
  discard(source: InputSource<I>): void {
    this.received += source.take(source.size).length;
    this.#consumed = source.consumedCount;
  }

  /** The least number of inputs that waited at a tick, every half second or so; undefined in between. */
  reportDepth(): number | undefined {
    if (++this.#windowTicks < DEPTH_WINDOW_TICKS) return undefined;
    const depth = this.#waitingLow;
    this.#windowTicks = 0;
    this.#waitingLow = Infinity;
    return depth;
  }

  /** Forgets what was held: the player is gone, or back on a new line. */
  reset(): void {
    this.#last = undefined;
    this.#heldTicks = 0;
    this.#consumed = undefined;
  }

  /** One for this tick, one for each that was held, and some more while a backlog drains; never more than is earned. */
  #stepsDue(waiting: number): number {
    const due = 1 + this.#heldTicks;
    const backlog = Math.max(0, waiting - TARGET_DEPTH - this.#heldTicks);
    const drained = Math.min(backlog, this.#missed > 0 ? MADE_UP_PER_TICK : 1);
    return Math.min(waiting, due + drained, Math.floor(this.#credit));
  }

  /** The source's own buffer throws its oldest away when more arrive between two ticks than it holds. */
  #countOverflow(consumed: number): void {
    this.#drop(consumed - (this.#consumed ?? consumed));
    this.#consumed = consumed;
  }

  /** Returns how many were dropped. */
  #dropUnearned(source: InputSource<I>, waiting: number): number {
    const excess = waiting - TARGET_DEPTH - this.#credit;
    if (excess <= 0) return 0;
    const { length } = source.take(excess);
    this.#drop(length);
    this.#consumed = source.consumedCount;
    return length;
  }

  #drop(count: number): void {
    this.received += count;
    this.dropped += count;
  }

  /** Repeats the last input as `holdInput` allows, and for a moment only: a body must not run on without its player. */
  #hold(source: InputSource<I>): Step<I>[] {
    if (!this.#last || this.#heldTicks >= MAX_HELD_TICKS) return [];
    this.#heldTicks++;
    this.held++;
    return [{ seq: source.consumedCount, input: this.#holdInput(this.#last), provisional: true, viewTime: 0 }];
  }
}
