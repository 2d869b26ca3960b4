import type { Runtime } from "@fray/netcode/core";

import { Child, type ChildLimits } from "../exec/child.ts";
import type { Command } from "../exec/command.ts";
import { noteError, type ProgramRecord } from "../exec/counts.ts";
import { plain } from "../exec/error-output.ts";
import type { Answer } from "../exec/protocol.ts";
import { readAnswer } from "../exec/read-answer.ts";
import type { Seating } from "./entrant.ts";
import { Patience, type PatienceLimits } from "./patience.ts";

/** A program that answers none of this many steps in a row is ended: they are half a minute of play. */
const MAX_MISSED_STEPS = 900;
/** A late program may catch up with as many steps as its pipe holds. */
const LIMITS = { bytesPerStep: 65_536, linesPerStep: 1024 } satisfies ChildLimits;

/** After this many invalid lines in a step, the rest are only counted. */
const MAX_BROKEN_LINES = 16;

/** How a program is started, and the lines that it receives. */
export interface Wire<Seen> {
  readonly command: Command;
  greet(round: Seating): unknown;
  observe(seen: Seen, tick: number): unknown;
}

/**
 * Runs a program and waits for its answers: the ladder has no real-time clock, so the same program plays the same
 * round however busy the machine is. A step that takes too much of the program's own time is missed. Answers are
 * accepted again as soon as one is for the current step. The body of a program that has ended stands still for the
 * rest of the round.
 */
export class PatientProgram<Seen> {
  readonly #runtime: Runtime;
  readonly #child: Child;
  readonly #wire: Wire<Seen>;
  readonly #record: ProgramRecord;
  #patience: Patience | undefined;
  #round = 0;
  /** Counts the steps of all rounds, so that an answer to the round before counts as late. */
  #tick = 0;
  #firstTick = 0;
  /** The newest step that the program has answered. */
  #answered = 0;
  /**
   * The step in which a late answer last added time to the bank. Many late answers in one step add no more time than
   * one answer.
   */
  #paid = 0;
  #missedInARow = 0;
  #brokenInStep = 0;
  #hasEnded = false;
  #unsent: (() => void) | undefined;
  #settle: ((answer: Answer | undefined) => void) | undefined;

  /**
   * Starts the program. `record` counts how well the program keeps up, and `said` receives each line of its standard
   * error.
   */
  constructor(
    runtime: Runtime,
    wire: Wire<Seen>,
    record: ProgramRecord,
    { said, cpuSeconds }: { said: (line: string) => void; cpuSeconds: number },
  ) {
    this.#runtime = runtime;
    this.#wire = wire;
    this.#record = record;
    this.#child = new Child(
      runtime,
      wire.command,
      {
        line: (text) => this.#read(text),
        noise: (what) => this.#noise(what),
        end: (reason) => this.#end(reason),
        drain: () => this.#unsent?.(),
        said,
      },
      { ...LIMITS, cpuSeconds },
    );
  }

  /** A round begins. */
  begin(round: Seating, limits: PatienceLimits): void {
    this.#round = round.round;
    this.#firstTick = this.#tick;
    this.#missedInARow = 0;
    this.#patience = new Patience(this.#runtime, limits, () => this.#child.activity);
    this.#child.write(JSON.stringify(this.#wire.greet(round)));
  }

  /** Whether the program has answered in this round. */
  get hasAnswered(): boolean {
    return this.#answered > this.#firstTick;
  }

  /** Whether the program has answered the newest step, so that it can play another round. */
  get keepsUp(): boolean {
    return !this.#hasEnded && this.#tick > 0 && this.#answered === this.#tick;
  }

  /** Asks for the program's action in a step. Empty when the program misses the step. */
  async ask(seen: Seen): Promise<Partial<Answer>> {
    const tick = ++this.#tick;
    const answer = this.#hasEnded ? undefined : await this.#askFor(tick, seen);
    if (answer) {
      this.#missedInARow = 0;
      return answer;
    }
    this.#record.idle++;
    if (++this.#missedInARow === MAX_MISSED_STEPS && !this.#hasEnded) {
      this.#end(`answered none of ${MAX_MISSED_STEPS} steps in a row`);
      await this.#child.stop(0);
    }
    return {};
  }

  /** The round is over or aborted: stops waiting for an answer. */
  pause(): void {
    this.#patience?.stop();
    this.#settle?.(undefined);
  }

  /** Ends the program; its end does not count as an error. */
  async stop(): Promise<void> {
    const graceMs = this.keepsUp ? undefined : 0;
    this.#hasEnded = true;
    this.pause();
    await this.#child.stop(graceMs);
  }

  async #askFor(tick: number, seen: Seen): Promise<Answer | undefined> {
    const { promise, resolve } = Promise.withResolvers<Answer | undefined>();
    this.#settle = resolve;
    this.#brokenInStep = 0;
    this.#child.listen();
    const line = JSON.stringify(this.#wire.observe(seen, tick));
    if (!this.#child.write(line)) {
      this.#record.unread++;
      // The newest observation is sent as soon as the program has read the earlier observations.
      this.#unsent = () => this.#child.write(line) && (this.#unsent = undefined);
    }
    this.#patience?.start((isAwake) => this.#miss(isAwake));
    const answer = await promise;
    this.#patience?.stop();
    this.#unsent = undefined;
    this.#settle = undefined;
    return answer;
  }

  #miss(isAwake: boolean): void {
    this.#note(isAwake ? "it computed for too long" : "no answer in time; does it flush after each line?");
    this.#settle?.(undefined);
  }

  #read(line: string): void {
    if (this.#brokenInStep >= MAX_BROKEN_LINES) return this.#break("too many lines are no answers");
    const answer = readAnswer(line);
    if (typeof answer === "string") return this.#break(answer);
    const { tick, error } = answer;
    if (tick > this.#tick) return this.#break(`it answered step ${tick} before it was asked`);
    if (tick <= this.#answered) return this.#break(`it answered step ${tick} again`);
    this.#answered = tick;
    if (this.#paid < this.#tick) this.#patience?.credit();
    this.#paid = this.#tick;
    const isLate = tick < this.#tick;
    if (isLate) {
      this.#record.late++;
      this.#note(`it answered step ${tick} in step ${this.#tick}`);
    }
    if (error !== undefined) this.#break(plain(error));
    if (!isLate) this.#settle?.(error === undefined ? answer : undefined);
  }

  #break(what: string): void {
    this.#record.broken++;
    this.#brokenInStep++;
    this.#note(what);
  }

  /** After a flood, the rest of this step's output is not read: no answer is expected. */
  #noise(what: string): void {
    this.#break(what);
    if (this.#child.isFull) this.#settle?.(undefined);
  }

  #end(reason: string): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.#record.out++;
    this.#note(reason);
    this.#settle?.(undefined);
  }

  #note(error: string): void {
    noteError(this.#record, `round ${this.#round}, step ${this.#tick - this.#firstTick}: ${error}`);
  }
}
