import type { Arena } from "@fray/shared-state/arena/arena";

import { Child } from "../exec/child.ts";
import type { Command } from "../exec/command.ts";
import { greet } from "../exec/greet.ts";
import { observe } from "../exec/observe.ts";
import { Answer } from "../exec/protocol.ts";
import type { View } from "../view/view.ts";

/** A program that has not answered its first observation by now never will, and neither one later that takes this long. */
const FIRST_ANSWER_MS = 10_000;
const ANSWER_MS = 1000;

/**
 * A program that is waited for: on the ladder there is no clock, and the same program must play the same round however
 * busy the machine is. One that ends or no longer answers stands still for the rest of the round.
 */
export class PatientProgram {
  readonly #child: Child;
  #tick = 0;
  #isOver = false;
  #settle: ((answer: Answer | undefined) => void) | undefined;

  private constructor(command: Command) {
    this.#child = new Child(command, {
      line: (text) => this.#read(text),
      noise: () => {},
      end: () => this.#end(),
    });
  }

  /** Starts it and tells it where it is. Rejects when there is no such program. */
  static async start(
    command: Command,
    { name, arena, tickRate }: { name: string; arena: Arena; tickRate: number },
  ): Promise<PatientProgram> {
    const program = new PatientProgram(command);
    if (program.#child.pid === undefined) throw new Error("there is no such program");
    program.#child.write(JSON.stringify(greet(name, arena, tickRate)));
    return program;
  }

  /** What it does in a step; nothing when it does not answer. */
  async ask(view: View): Promise<Partial<Answer>> {
    if (this.#isOver) return {};
    const tick = ++this.#tick;
    this.#child.listen();
    const answered = new Promise<Answer | undefined>((resolve) => {
      this.#settle = resolve;
    });
    const limit = setTimeout(() => this.#end(), tick === 1 ? FIRST_ANSWER_MS : ANSWER_MS);
    this.#child.write(JSON.stringify(observe(view, tick)));
    const answer = await answered;
    clearTimeout(limit);
    return answer ?? {};
  }

  stop(): Promise<void> {
    this.#end();
    return this.#child.stop();
  }

  #read(line: string): void {
    const answer = Answer.safeParse(tryJson(line));
    if (answer.success && answer.data.tick === this.#tick) this.#settle?.(answer.data);
  }

  #end(): void {
    this.#isOver = true;
    this.#settle?.(undefined);
  }
}

function tryJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
