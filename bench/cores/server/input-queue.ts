import type { InputSource } from "@fray/netcode/server";
import type { Input } from "@fray/shared-state/schema/input-frame";

/** Inputs that wait for their tick. Beyond these the oldest is dropped, as in the framework's buffer. */
const MAX_WAITING = 32;

interface Waiting {
  readonly input: Input;
  readonly viewTime: number;
}

/** The inputs of one session that have arrived, as a time bank takes them. */
export class InputQueue implements InputSource<Input> {
  consumedCount = 0;
  renderTime = 0;
  #waiting: Waiting[] = [];

  get size(): number {
    return this.#waiting.length;
  }

  push(input: Input, viewTime: number): void {
    this.#waiting.push({ input, viewTime });
    if (this.#waiting.length > MAX_WAITING) this.take(1);
  }

  next(): Input | undefined {
    const waiting = this.#waiting.shift();
    if (!waiting) return undefined;
    this.consumedCount++;
    this.renderTime = waiting.viewTime;
    return waiting.input;
  }

  take(count: number): Input[] {
    const taken = this.#waiting.splice(0, count);
    this.consumedCount += taken.length;
    return taken.map(({ input }) => input);
  }
}
