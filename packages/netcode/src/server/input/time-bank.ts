/**
 * Steps that a player may be ahead of the clock. A burst after a stall is paid from here. So a body gains at most
 * this many steps over honest play, however long it plays: 5 steps are 1.7 % of the first ten seconds. Credited ticks
 * of the room come on top; they are no faster than real time.
 */
export const MAX_CREDIT_STEPS = 5;
/** Maximum number of missed ticks that are credited: half a second at 30 Hz. Older inputs are of no use. */
const MAX_MISSED_TICKS = 15;
/** Extra inputs taken per tick while missed ticks are credited, because their backlog is delay. */
const MADE_UP_PER_TICK = 3;
/**
 * Number of inputs that may wait while one input is taken per tick. If more inputs wait, two are taken per tick, so
 * that the backlog of a stall drains.
 */
const TARGET_DEPTH = 2;
/** Ticks for which the last movement is repeated when no input arrives. */
const MAX_HELD_TICKS = 3;
/** Ticks over which the smallest number of waiting inputs is reported to the client. */
const DEPTH_WINDOW_TICKS = 15;

/** The part of Colyseus' input accessor that the bank uses. */
export interface InputSource<I> {
  readonly size: number;
  readonly consumedCount: number;
  /**
   * Server time in ms at which the sender of the last taken input saw the other bodies; 0 when the input has no such
   * time.
   */
  readonly renderTime: number;
  next(): I | undefined;
  take(count: number): I[];
}

export interface Step<I> {
  readonly seq: number;
  readonly input: I;
  /** The step repeats an older input because none had arrived. The next real step undoes it. */
  readonly provisional: boolean;
  /** Server time in ms at which the player claims to have seen the other bodies; 0 for no claim. */
  readonly viewTime: number;
}

/**
 * Gives a player as many steps as time has passed, whatever arrives.
 *
 * Each tick adds a step to the balance, and each input taken costs one. The framework's own loop applies everything
 * that has arrived: a client that sends 600 inputs/s then moves at 198 u/s instead of 10. Taking exactly one input
 * per tick kept the backlog of a 700 ms stall as 633 ms of permanent delay.
 *
 * A tick without input moves the body provisionally. A real step starts from the end of the last real step. So the
 * client predicts exactly what the server computes, however late its inputs arrive.
 */
export class TimeBank<I> {
  /** Inputs taken from the source, applied or dropped. */
  received = 0;
  /** Inputs dropped because they were too late or exceeded the balance. */
  dropped = 0;
  /** Steps simulated by repeating the last input because none had arrived. */
  held = 0;
  #credit = MAX_CREDIT_STEPS;
  /** Missed ticks of the room that are credited while inputs of that time still wait. */
  #missed = 0;
  #last: I | undefined;
  #heldTicks = 0;
  /** The inputs of the last tick were left for the next. */
  #hasWaited = false;
  /** Inputs that the source had given out after the last tick; undefined at first, and on a new connection. */
  #consumed: number | undefined;
  #waitingLow = Infinity;
  #windowTicks = 0;
  readonly #holdInput: (last: I) => I;

  /** `holdInput` makes the input of a provisional step from the last real input. */
  constructor(holdInput: (last: I) => I) {
    this.#holdInput = holdInput;
  }

  /**
   * Returns the steps of this tick: real steps or one provisional step, never both. `missed` ticks were skipped
   * before it. With `waits` the inputs of this tick wait for the next, which takes them in pairs: the body does the same
   * steps, but only every second tick changes it.
   */
  collect(source: InputSource<I>, missed = 0, waits = false): Step<I>[] {
    this.#countOverflow(source.consumedCount);
    if (waits && !this.#hasWaited && this.#heldTicks === 0) {
      this.#hasWaited = true;
      this.#missed = Math.min(MAX_MISSED_TICKS, this.#missed + missed);
      this.#credit = Math.min(this.#mostCredit, this.#credit + 1 + missed);
      return [];
    }
    // Each read of `size` makes the framework search its buffer.
    let waiting = source.size;
    // A stall of the room is not the player's fault. Its ticks are credited until no input of that time is left. A
    // client that sends its inputs only afterwards gets no more than the time that has passed.
    const isBehind = missed > 0 || waiting > TARGET_DEPTH + Number(this.#hasWaited);
    this.#missed = isBehind ? Math.min(MAX_MISSED_TICKS, this.#missed + missed) : 0;
    this.#credit = Math.min(this.#mostCredit, this.#credit + 1 + missed);
    waiting -= this.#dropUnearned(source, waiting);
    const due = 1 + this.#heldTicks + Number(this.#hasWaited);
    this.#waitingLow = Math.min(this.#waitingLow, Math.max(0, waiting - Number(this.#hasWaited)));
    this.#hasWaited = false;
    if (waiting === 0) return this.#hold(source);
    const steps: Step<I>[] = [];
    for (let left = this.#stepsDue(waiting, due); left > 0; left--) {
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

  /** Whether the body stands where a provisional step has put it. */
  get isProvisional(): boolean {
    return this.#heldTicks > 0;
  }

  /** Takes the inputs of a player without a body, so that they are acknowledged. */
  discard(source: InputSource<I>): void {
    this.#countOverflow(source.consumedCount);
    this.received += source.take(source.size).length;
    this.#consumed = source.consumedCount;
  }

  /** Returns the smallest number of inputs that waited at a tick, about every half second; undefined in between. */
  reportDepth(): number | undefined {
    if (++this.#windowTicks < DEPTH_WINDOW_TICKS) return undefined;
    const depth = this.#waitingLow;
    this.#windowTicks = 0;
    this.#waitingLow = Infinity;
    return depth;
  }

  /** Forgets the last input: the player has left or has a new connection. */
  reset(): void {
    this.#last = undefined;
    this.#heldTicks = 0;
    this.#hasWaited = false;
    this.#consumed = undefined;
  }

  get #mostCredit(): number {
    return MAX_CREDIT_STEPS + this.#missed;
  }

  /**
   * The steps that are `due`: one for this tick, and one for each tick that was repeated or waited. More while a backlog
   * drains; never more than the balance.
   */
  #stepsDue(waiting: number, due: number): number {
    const backlog = Math.max(0, waiting - TARGET_DEPTH - (due - 1));
    const drained = Math.min(backlog, this.#missed > 0 ? MADE_UP_PER_TICK : 1);
    return Math.min(waiting, due + drained, Math.floor(this.#credit));
  }

  /** The source's own buffer drops its oldest inputs when more arrive between two ticks than it holds. */
  #countOverflow(consumed: number): void {
    this.#drop(consumed - (this.#consumed ?? consumed));
    this.#consumed = consumed;
  }

  /** Drops the waiting inputs that the credit does not cover. Returns their number. */
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
