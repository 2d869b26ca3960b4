import type { Runtime, Timer } from "@fray/netcode/core";

import type { Answer, Append, News, Prepare, Question } from "./worker/messages.ts";

/** No honest replay takes this long for an answer, even on a slow machine. */
const ANSWER_LIMIT_MS = 20_000;
const TOO_LONG = "This replay takes too long to play.";
const NO_WORKER = "This browser could not start the part of the page that plays replays. A newer browser can.";

/** A worker, as far as it is used. */
export interface WorkerPort {
  send(message: Question | Append | Prepare): void;
  end(): void;
  /** Calls one of the two with what comes: a message, or the news that the worker has failed. */
  listen(onMessage: (message: Answer | News) => void, onFail: () => void): void;
}

/** Asks a worker one question after another. A worker that does not answer is ended. */
export class WorkerLink {
  readonly #runtime: Runtime;
  readonly #port: WorkerPort;
  #waiting: ((answer: Answer) => void) | undefined;
  #limit: Timer | undefined;
  /** The sentence with which the worker has ended. */
  #ended: string | undefined;

  constructor(runtime: Runtime, port: WorkerPort, onNews: (news: News) => void) {
    this.#runtime = runtime;
    this.#port = port;
    port.listen(
      (message) => {
        if (message.type === "found" || message.type === "grown" || message.type === "broken") onNews(message);
        else this.#answer(message);
      },
      () => this.#end(NO_WORKER),
    );
  }

  /** Asks a question. The one before must have been answered. It never rejects. */
  ask(question: Question): Promise<Answer> {
    return new Promise((resolve) => {
      if (this.#ended !== undefined) {
        resolve({ type: "failed", message: this.#ended });
        return;
      }
      this.#waiting = resolve;
      this.#limit = this.#runtime.setTimeout(() => this.#end(TOO_LONG), ANSWER_LIMIT_MS);
      this.#port.send(question);
    });
  }

  /** Lets the worker load the rules that the first bytes of a replay name. `rules` is the folder of the rules' files. */
  prepare(beginning: Uint8Array, rules: string): void {
    if (this.#ended === undefined) this.#port.send({ type: "prepare", beginning, rules });
  }

  /** Gives the worker the next fragment of the round that it follows. */
  append(fragment: Uint8Array): void {
    if (this.#ended === undefined) this.#port.send({ type: "append", fragment });
  }

  /** Ends the worker. */
  close(): void {
    this.#end(TOO_LONG);
  }

  #end(message: string): void {
    this.#ended ??= message;
    this.#port.end();
    this.#answer({ type: "failed", message: this.#ended });
  }

  #answer(answer: Answer): void {
    this.#limit?.cancel();
    const resolve = this.#waiting;
    this.#waiting = undefined;
    resolve?.(answer);
  }
}
