import { readKeyframe, type RoundState } from "./keyframe.ts";
import { MAX_SHOTS, MAX_WORK } from "./limits.ts";
import { ReplayError } from "./replay-error.ts";
import { guarded } from "./replay-file.ts";
import { ReplayRound, type OwnerCommand } from "./replay-round.ts";
import type { ReplaySource } from "./replay-source.ts";
import { SecondReader } from "./second-reader.ts";
import type { Second } from "./segment.ts";

/** A moment at which the round that is played again is not the round that was recorded. */
export interface Difference {
  /** The first tick after which the rounds differ, as far as the hashes of ticks say. */
  readonly tick: number;
  /**
   * Bits of the hash of a tick: a tick after which the rounds differ is taken for equal with a chance of one in 2^bits, and
   * the next one is named. 0 if only the hash of the second differs, of which `tick` is the last.
   */
  readonly hashBits: number;
  /** The last tick after which the hashes of everything were equal. */
  readonly since: number;
}

/**
 * Plays a replay by stepping the rules. It keeps one state: memory and the time of a seek do not depend on the length
 * of the replay.
 */
export class ReplayPlayer {
  readonly #file: ReplaySource;
  readonly #reader = new SecondReader();
  /** The tick before the first step, once it was needed. */
  #firstTick: number | undefined;
  #round!: ReplayRound;
  #segment = -1;
  #seconds: readonly Second[] = [];
  #second = 0;
  /** Steps of the present second. */
  #steps = 0;
  /** Whether a second has been played since the player began at a keyframe. */
  #isEntered = false;
  /** Steps of bodies and shots since the player began at a keyframe. */
  #work = 0;
  #checkedTick = 0;
  /** The first tick of this second after which the worlds differ, as far as short hashes say. */
  #differsAt: number | undefined;
  /** The first difference between the recorded round and the one that is played. */
  difference: Difference | undefined;
  /** Commands of the room's owner or the host in the last step. */
  commands: OwnerCommand[] = [];

  constructor(file: ReplaySource) {
    this.#file = file;
    this.#enter(0);
  }

  get state(): RoundState {
    return this.#round.state;
  }

  /** How old the picture was that each body last shot at since the keyframe, in ms, by id. */
  get sightAges(): ReadonlyMap<number, number> {
    return this.#round.sightAges;
  }

  /** The number of the last input that each body has taken since the keyframe, by id. */
  get lastInputs(): ReadonlyMap<number, number> {
    return this.#round.lastInputs;
  }

  get tick(): number {
    return this.#round.state.world.tick;
  }

  /** The tick before the first step. */
  get firstTick(): number {
    if (this.#firstTick === undefined) {
      const bytes = this.#file.keyframe(0);
      this.#firstTick = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
    }
    return this.#firstTick;
  }

  /**
   * Advances by a tick; `state.world.events` then has its events. Returns false at the end; a round that is followed live
   * may go on later. Throws a `ReplayError` when
   * the replay is damaged or can't be played.
   */
  step(): boolean {
    this.commands = [];
    return guarded(() => {
      for (;;) {
        const operation = this.#reader.next();
        if (!operation) {
          if (this.#enterSecond()) continue;
          return false;
        }
        const done = this.#round.carryOut(operation, this.#reader);
        if (done.type === "step") {
          if (!done.isEqual) this.#differsAt ??= this.tick - 1;
          this.#checkWork();
          return true;
        }
        if (done.type === "command") this.commands.push(done.command);
        if (done.type === "hash") this.#check(done.recorded === done.computed);
      }
    });
  }

  /**
   * Goes to the state after `tick`, or to the nearest one that the replay has. It starts from the present state when
   * that is faster than from a keyframe.
   */
  seek(tick: number): void {
    const segment = this.#segmentOf(tick);
    if (segment > this.#segment || this.tick > tick) this.#enter(segment);
    while (this.tick < tick && this.step());
  }

  /** Throws for more steps than a recorder makes in a second, and for more work than in the longest round. */
  #checkWork(): void {
    const { fighters, shots } = this.state.world;
    if (++this.#steps > this.#file.header.tickRate)
      throw new ReplayError(`Before tick ${this.tick}, a second of this replay has more ticks than it may have.`);
    if (shots.length > MAX_SHOTS) throw new ReplayError("A replay has too many shots.");
    this.#work += fighters.size + shots.length;
    if (this.#work > MAX_WORK) throw new ReplayError(`At tick ${this.tick}, this replay is more work than any round.`);
  }

  #check(isEqual: boolean): void {
    if (!isEqual || this.#differsAt !== undefined) {
      const hashBits = this.#differsAt === undefined ? 0 : this.#reader.hashBits;
      this.difference ??= { tick: this.#differsAt ?? this.tick, hashBits, since: this.#checkedTick };
    } else this.#checkedTick = this.tick;
    this.#differsAt = undefined;
  }

  /** Begins the next second that is there. Returns false at the end of the replay. */
  #enterSecond(): boolean {
    while (this.#second >= this.#seconds.length) {
      if (this.#segment + 1 >= this.#file.segments.length) return false;
      // The state goes on; a keyframe is only there for seeks.
      this.#segment++;
      this.#load();
    }
    // Seeks count on seconds of the same length. Only the last one may be shorter.
    if (this.#isEntered && this.#steps < this.#file.header.tickRate)
      throw new ReplayError(`Before tick ${this.tick}, a second of this replay has fewer ticks than it must have.`);
    this.#steps = 0;
    this.#isEntered = true;
    this.#reader.enter(this.#seconds[this.#second++] ?? new Uint8Array());
    return true;
  }

  /** Goes to the beginning of a segment. */
  #enter(segment: number): void {
    guarded(() => {
      const { header, arena } = this.#file;
      const { tickRate, settings, worldRules: rules } = header;
      this.#round = new ReplayRound(readKeyframe(this.#file.keyframe(segment), { arena, tickRate, settings, rules }));
      this.#segment = segment;
      this.#isEntered = false;
      this.#work = 0;
      this.#checkedTick = this.tick;
      this.#differsAt = undefined;
      this.#load();
    });
  }

  #load(): void {
    const { seconds, damaged } = this.#file.decode(this.#segment);
    if (damaged !== undefined) {
      const at = (this.#file.segments[this.#segment]?.second ?? 0) + damaged;
      throw new ReplayError(`This replay is damaged at second ${at}.`);
    }
    this.#seconds = seconds;
    this.#second = 0;
    this.#reader.reset();
  }

  /** Returns the last segment with a keyframe that begins at or before a tick. */
  #segmentOf(tick: number): number {
    let [low, high] = [0, this.#file.keyframes - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.#tickOf(middle) <= tick) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** All seconds but the last one have the same number of steps. */
  #tickOf(segment: number): number {
    return this.firstTick + (this.#file.segments[segment]?.second ?? 0) * this.#file.header.tickRate;
  }
}
