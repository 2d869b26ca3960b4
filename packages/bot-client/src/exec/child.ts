import { withinLimit } from "@fray/netcode/client";
import type { Runtime } from "@fray/netcode/core";
import { once } from "node:events";

import type { Command } from "./command.ts";
import { ErrorOutput } from "./error-output.ts";
import { MAX_MEMORY_BYTES, MAX_PROCESSES } from "./isolation/means.ts";
import { createFolder, removeFolder, startIsolated, type IsolatedProcess } from "./isolation/start.ts";
import { activityOf, holdingsOf, type Activity } from "./isolation/usage.ts";
import { endGroup } from "./isolation/watchdog.ts";
import { LineReader, TOO_LONG } from "./line-reader.ts";

/** Maximum length of an answer. A usual answer is 120 bytes long. */
const MAX_LINE_BYTES = 4096;
/** Maximum number of bytes read from a program's standard error in one step. Only a part of them is shown. */
const ERROR_BYTES_PER_STEP = 262_144;
/** Time from the end of a program's input until it is killed, in ms. */
const GRACE_MS = 500;
/** Time in which the last output of an ended program is still read, in ms. */
const LAST_WORDS_MS = 300;
const WATCH_INTERVAL_MS = 1000;
const BYTES_PER_MB = 2 ** 20;

export interface ChildLimits {
  /**
   * Maximum number of bytes read from a program in one step. Further output waits in the pipe until the program has
   * to wait too.
   */
  readonly bytesPerStep: number;
  readonly linesPerStep: number;
  /** CPU limit of each process of the program, in s. */
  readonly cpuSeconds?: number;
}

/**
 * Limits for a program that plays in real time: after a start or a pause of some seconds it answers all missed steps
 * at once.
 */
const REAL_TIME: ChildLimits = { bytesPerStep: 16_384, linesPerStep: 128 };

export interface ChildListener {
  line(text: string): void;
  /** Called for a line that is too long, or for more lines than a step may have. `what` says which of the two. */
  noise(what: string): void;
  /** Called with a short reason when the program ended, closed a pipe, broke a limit, or did not start. */
  end(reason: string): void;
  /** Called for each line of the program's standard error. */
  said?(line: string): void;
  /** Called when the program accepts input again after a line was dropped. */
  drain?(): void;
}

/**
 * An isolated program, with a pipe to it and two from it. In any case it costs no more memory than a few lines. When
 * it ends, or is ended, its child processes are killed.
 */
export class Child {
  readonly #runtime: Runtime;
  readonly #process: IsolatedProcess | undefined;
  readonly #reader = new LineReader(MAX_LINE_BYTES);
  readonly #errors: ErrorOutput;
  readonly #listener: ChildListener;
  readonly #limits: ChildLimits;
  readonly #folder = createFolder();
  #bytesLeft: number;
  #linesLeft: number;
  #errorBytesLeft = ERROR_BYTES_PER_STEP;
  #hasEnded = false;
  readonly #buried = Promise.withResolvers<void>();

  constructor(runtime: Runtime, command: Command, listener: ChildListener, limits: ChildLimits = REAL_TIME) {
    this.#runtime = runtime;
    this.#listener = listener;
    this.#limits = limits;
    this.#bytesLeft = limits.bytesPerStep;
    this.#linesLeft = limits.linesPerStep;
    this.#errors = new ErrorOutput((line) => listener.said?.(line));
    try {
      this.#process = startIsolated(command, this.#folder, limits.cpuSeconds);
      this.#follow(this.#process);
    } catch (error) {
      removeFolder(this.#folder);
      queueMicrotask(() => this.#end(error instanceof Error ? error.message : String(error)));
    }
  }

  /** Id of the program's process; undefined when the program could not be started. */
  get pid(): number | undefined {
    return this.#process?.pid;
  }

  /**
   * CPU activity of the program and its descendants. Undefined on systems that don't report it, and when the program
   * never started.
   */
  get activity(): Activity | undefined {
    return this.pid === undefined ? undefined : activityOf(this.pid);
  }

  /**
   * Whether the program has printed more than the limit of a step. Nothing more is read from it until the next step.
   */
  get isFull(): boolean {
    return this.#bytesLeft <= 0;
  }

  /** Writes a line to the program. Returns false and drops the line when the program has not read the lines before. */
  write(line: string): boolean {
    const stdin = this.#process?.stdin;
    if (!stdin?.writable || stdin.writableNeedDrain) return false;
    stdin.write(`${line}\n`);
    return true;
  }

  /** Begins a new step: the program's output is read again. */
  listen(): void {
    this.#bytesLeft = this.#limits.bytesPerStep;
    this.#linesLeft = this.#limits.linesPerStep;
    this.#errorBytesLeft = ERROR_BYTES_PER_STEP;
    this.#errors.refill();
    this.#process?.stdout.resume();
    this.#process?.stderr.resume();
  }

  /** Ends the program and reports nothing. Kills the program if it does not end within `graceMs`. */
  async stop(graceMs = GRACE_MS): Promise<void> {
    this.#hasEnded = true;
    const child = this.#process;
    if (child?.pid === undefined) return;
    if (!isOver(child)) {
      const exited = once(child, "exit");
      child.stdin.end();
      child.stdout.destroy();
      await withinLimit(this.#runtime, exited, graceMs);
      if (!isOver(child)) kill(child);
    }
    await this.#buried.promise;
  }

  #follow(child: IsolatedProcess): void {
    const { stdin, stdout, stderr } = child;
    const watching = this.#runtime.setInterval(() => this.#watch(), WATCH_INTERVAL_MS, { background: true });
    child.once("error", (error) => this.#end(error.message));
    child.once("exit", (code, signal) => {
      watching.cancel();
      void this.#bury(child, signal ? `ended by ${signal}` : `ended with code ${code}`);
    });
    stdin.on("error", () => void this.#endClosed(child, "closed its standard input"));
    stdin.on("drain", () => this.#listener.drain?.());
    stdout.on("error", () => {});
    stdout.once("end", () => void this.#endClosed(child, "closed its standard output"));
    stdout.on("data", (chunk: Buffer) => this.#receive(chunk));
    stderr.on("error", () => {});
    stderr.on("data", (chunk: Buffer) => {
      this.#errors.read(chunk);
      this.#errorBytesLeft -= chunk.length;
      if (this.#errorBytesLeft <= 0) stderr.pause();
    });
  }

  /** Kills the processes that an ended program leaves behind, because they could hold its pipes open. */
  async #bury(child: IsolatedProcess, how: string): Promise<void> {
    if (child.pid !== undefined) endGroup(child.pid);
    const closed = once(child, "close");
    child.stdout.resume();
    child.stderr.resume();
    await withinLimit(this.#runtime, closed, LAST_WORDS_MS);
    removeFolder(this.#folder);
    this.#buried.resolve();
    const { reason } = this.#errors;
    this.#end(reason === undefined ? how : `${how}: ${reason}`);
  }

  /**
   * A program that ends closes its pipes as well; a program that only closes them is useless from then on. In a
   * namespace this can't be seen, because the process in front of the program holds the pipes too: there, such a
   * program counts as silent.
   */
  async #endClosed(child: IsolatedProcess, how: string): Promise<void> {
    if (this.#hasEnded || isOver(child)) return;
    await withinLimit(this.#runtime, once(child, "exit"), GRACE_MS);
    if (!isOver(child)) this.#fail(how);
  }

  #watch(): void {
    const holdings = this.pid === undefined ? undefined : holdingsOf(this.pid);
    const { memoryBytes = 0, processes = 0 } = holdings ?? {};
    if (memoryBytes > MAX_MEMORY_BYTES) this.#fail(`held more than ${MAX_MEMORY_BYTES / BYTES_PER_MB} MB of memory`);
    else if (processes > MAX_PROCESSES) this.#fail(`ran more than ${MAX_PROCESSES} processes`);
  }

  #fail(reason: string): void {
    this.#end(reason);
    if (this.#process) kill(this.#process);
  }

  #receive(chunk: Buffer): void {
    const { lines, isCut } = this.#reader.read(chunk, this.#linesLeft);
    this.#linesLeft -= lines.length;
    this.#bytesLeft -= chunk.length;
    if (isCut) this.#bytesLeft = 0;
    for (const line of lines) {
      if (line === TOO_LONG) this.#listener.noise(`a line of more than ${MAX_LINE_BYTES} bytes`);
      else this.#listener.line(line);
    }
    if (!this.isFull) return;
    const { linesPerStep, bytesPerStep } = this.#limits;
    this.#process?.stdout.pause();
    this.#listener.noise(`more than ${linesPerStep} lines or ${bytesPerStep} bytes in a step`);
  }

  #end(reason: string): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.#listener.end(reason);
  }
}

const isOver = ({ exitCode, signalCode }: IsolatedProcess): boolean => exitCode !== null || signalCode !== null;

/** Kills the program with all its children, on systems that have process groups. */
function kill(child: IsolatedProcess): void {
  if (child.pid !== undefined) endGroup(child.pid);
  child.kill("SIGKILL");
}
