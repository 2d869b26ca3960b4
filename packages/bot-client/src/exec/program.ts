import type { View } from "../view/view.ts";
import { Child } from "./child.ts";
import type { Command } from "./command.ts";
import type { ProgramCounts } from "./counts.ts";
import { observe } from "./observe.ts";
import { Answer, type Hello } from "./protocol.ts";

/** Before the first and the second new start, in ms. After the third end it is out. */
const RESTART_DELAYS_MS = [1000, 2000] as const;
/** Who ran for this long, in ms, starts again with a clean slate. */
const FORGIVEN_AFTER_MS = 60_000;

/**
 * A bot that is a program of its own: what it sees goes to its standard input, what it does comes from its standard
 * output, a line each per step. Nobody waits for it, and when it ends it is started again, up to a point.
 */
export class Program {
  /** Resolves once it has ended too often to be started again. */
  readonly out: Promise<void>;
  readonly #command: Command;
  readonly #counts: ProgramCounts;
  readonly #report: (what: string) => void;
  readonly #giveUp: () => void;
  #child: Child | undefined;
  #startedAt = 0;
  #strikes = 0;
  #restart: NodeJS.Timeout | undefined;
  #isOver = false;
  /** What it has to know of the map; told before anything else, and again to the next process. */
  #hello: string | undefined;
  #hasGreeted = false;
  #tick = 0;
  /** The step that an answer can still be for. */
  #asked: number | undefined;
  #answer: Answer | undefined;

  /** Starts it. `report` is told in a line whenever it ends by itself. */
  constructor(command: Command, counts: ProgramCounts, report: (what: string) => void) {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.out = promise;
    this.#giveUp = resolve;
    this.#command = command;
    this.#counts = counts;
    this.#report = report;
    this.#start();
  }

  /** Another map: the next observation is of that one. */
  enter(hello: Hello): void {
    this.#hello = JSON.stringify(hello);
    this.#hasGreeted = false;
  }

  /** One step: takes the answer to the step before, if there is one in time, and asks the next. */
  step(view: View): Answer | undefined {
    const answer = this.#answer;
    if (!answer) this.#counts.idle++;
    this.#answer = undefined;
    this.#child?.listen();
    this.#ask(view);
    return answer;
  }

  /** Ends it for good. */
  async stop(): Promise<void> {
    this.#isOver = true;
    clearTimeout(this.#restart);
    await this.#child?.stop();
  }

  #start(): void {
    this.#startedAt = performance.now();
    this.#hasGreeted = false;
    this.#asked = undefined;
    this.#child = new Child(this.#command, {
      line: (text) => this.#read(text),
      noise: () => this.#counts.broken++,
      end: (reason) => this.#strike(reason),
    });
  }

  #ask(view: View): void {
    this.#asked = undefined;
    if (!this.#child || this.#hello === undefined) return;
    this.#hasGreeted ||= this.#child.write(this.#hello);
    if (!this.#hasGreeted) return;
    const tick = ++this.#tick;
    if (this.#child.write(JSON.stringify(observe(view, tick)))) this.#asked = tick;
    else this.#counts.unread++;
  }

  #read(line: string): void {
    const answer = parse(line);
    if (!answer || answer.tick > this.#tick) this.#counts.broken++;
    else if (answer.tick === this.#asked) this.#answer = answer;
    else this.#counts.late++;
  }

  #strike(reason: string): void {
    this.#child = undefined;
    this.#answer = undefined;
    if (this.#isOver) return;
    if (performance.now() - this.#startedAt > FORGIVEN_AFTER_MS) this.#strikes = 0;
    const delayMs = RESTART_DELAYS_MS[this.#strikes++];
    if (delayMs === undefined) {
      this.#counts.out++;
      this.#report(`${reason}; that was once too often`);
      this.#giveUp();
      return;
    }
    this.#report(`${reason}; again in ${delayMs / 1000} s`);
    this.#restart = setTimeout(() => {
      this.#counts.restarts++;
      this.#start();
    }, delayMs);
  }
}

function parse(line: string): Answer | undefined {
  try {
    return Answer.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}
