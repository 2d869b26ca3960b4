import type { Runtime, Timer } from "@fray/netcode/core";

import type { View } from "../view/view.ts";
import { Child } from "./child.ts";
import type { Command } from "./command.ts";
import { noteError, type ProgramRecord } from "./counts.ts";
import { plain } from "./error-output.ts";
import { observe } from "./observe.ts";
import type { Answer, Hello } from "./protocol.ts";
import { readAnswer } from "./read-answer.ts";

/**
 * Pauses before the first and the second restart of a program, in ms. A program that has ended three times is not
 * restarted.
 */
const RESTART_DELAYS_MS = [1000, 2000] as const;
/** A program that has run for this long, in ms, has its earlier failures forgotten. */
const FORGIVEN_AFTER_MS = 60_000;
/** After this many steps in a row without an answer, a started program counts as failed. The start may take longer. */
const MAX_SILENT_STEPS = 90;
const MAX_SILENT_STEPS_AT_START = 300;

/**
 * A bot that is a separate program. Its observations go to its standard input, and its actions come from its standard
 * output, one line each per step. The room never waits for it. When it ends, it is started again, up to a limited
 * number of times.
 */
export class Program {
  /** Resolves when the program has ended too often to be restarted. */
  readonly out: Promise<void>;
  readonly #runtime: Runtime;
  readonly #command: Command;
  readonly #record: ProgramRecord;
  readonly #report: (what: string) => void;
  readonly #said: (line: string) => void;
  readonly #giveUp: () => void;
  #child: Child | undefined;
  #startedAt = 0;
  #strikes = 0;
  #restart: Timer | undefined;
  #isOver = false;
  /** The description of the map. It is sent before anything else, and again to each restarted process. */
  #hello: string | undefined;
  #hasGreeted = false;
  #tick = 0;
  /** The step that an answer may still belong to. */
  #asked: number | undefined;
  #answer: Answer | undefined;
  #silentSteps = 0;
  #hasAnswered = false;

  /**
   * Starts the program. `record` counts how well the program keeps up, `report` receives a line whenever it ends
   * unexpectedly, and `said` receives each line of its standard error.
   */
  constructor(
    runtime: Runtime,
    command: Command,
    record: ProgramRecord,
    { report, said }: { report: (what: string) => void; said: (line: string) => void },
  ) {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.out = promise;
    this.#giveUp = resolve;
    this.#runtime = runtime;
    this.#command = command;
    this.#record = record;
    this.#report = report;
    this.#said = said;
    this.#start();
  }

  /** Changes the map. The next observation is of the new map. */
  enter(hello: Hello): void {
    this.#hello = JSON.stringify(hello);
    this.#hasGreeted = false;
  }

  /** Plays one step: takes the answer to the step before, if it is in time, and sends the next observation. */
  step(view: View): Answer | undefined {
    const answer = this.#answer;
    this.#countSilence(answer !== undefined);
    this.#answer = undefined;
    this.#child?.listen();
    this.#ask(view);
    return answer;
  }

  /** Ends the program without a restart. */
  async stop(): Promise<void> {
    this.#isOver = true;
    this.#restart?.cancel();
    await this.#child?.stop();
  }

  #start(): void {
    this.#startedAt = this.#runtime.now();
    this.#hasGreeted = false;
    this.#asked = undefined;
    this.#hasAnswered = false;
    this.#child = new Child(this.#runtime, this.#command, {
      line: (text) => this.#read(text),
      noise: (what) => this.#count("broken", what),
      end: (reason) => this.#strike(reason),
      said: this.#said,
    });
  }

  #count(trouble: "late" | "broken" | "unread", error: string): void {
    this.#record[trouble]++;
    // Missing steps while the program starts does not count as an error.
    if (trouble === "broken" || this.#hasAnswered) noteError(this.#record, error);
  }

  #countSilence(isAnswered: boolean): void {
    this.#silentSteps = isAnswered ? 0 : this.#silentSteps + 1;
    if (isAnswered) return;
    this.#record.idle++;
    const limit = this.#hasAnswered ? MAX_SILENT_STEPS : MAX_SILENT_STEPS_AT_START;
    if (this.#silentSteps > limit) noteError(this.#record, `no answer in ${limit} steps; does it flush each line?`);
  }

  #ask(view: View): void {
    this.#asked = undefined;
    if (!this.#child || this.#hello === undefined) return;
    this.#hasGreeted ||= this.#child.write(this.#hello);
    if (!this.#hasGreeted) return;
    const tick = ++this.#tick;
    if (this.#child.write(JSON.stringify(observe(view, tick)))) this.#asked = tick;
    else this.#count("unread", `it had not read the steps before ${tick}`);
  }

  #read(line: string): void {
    const answer = readAnswer(line);
    if (typeof answer === "string") return this.#count("broken", answer);
    const { tick, error } = answer;
    if (error !== undefined) this.#count("broken", plain(error));
    else if (tick > this.#tick) this.#count("broken", `it answered step ${tick} before it was asked`);
    else if (tick !== this.#asked) this.#count("late", `it answered step ${tick} in step ${this.#tick}`);
    else {
      this.#answer = answer;
      this.#hasAnswered = true;
    }
  }

  #strike(reason: string): void {
    this.#child = undefined;
    this.#answer = undefined;
    if (this.#isOver) return;
    noteError(this.#record, reason);
    if (this.#runtime.now() - this.#startedAt > FORGIVEN_AFTER_MS) this.#strikes = 0;
    const delayMs = RESTART_DELAYS_MS[this.#strikes++];
    if (delayMs === undefined) {
      this.#record.out++;
      this.#report(`${reason}; that was once too often`);
      this.#giveUp();
      return;
    }
    this.#report(`${reason}; again in ${delayMs / 1000} s`);
    this.#restart = this.#runtime.setTimeout(() => {
      this.#record.restarts++;
      this.#start();
    }, delayMs);
  }
}
