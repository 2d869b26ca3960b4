import type { Models } from "./coding/models.ts";
import { RangeEncoder } from "./coding/range-encoder.ts";
import { OPERATION } from "./operations.ts";
import { SecondCoder, type StepCommand } from "./second-coder.ts";
import { secondModels } from "./second-models.ts";
import { shortened } from "./tick-hash.ts";

/** Writes the operations of one second. */
export class SecondWriter {
  readonly #models: Models;
  readonly #encoder: RangeEncoder;
  readonly #coder: SecondCoder;

  constructor(models = secondModels()) {
    this.#models = models;
    this.#encoder = new RangeEncoder(models);
    this.#coder = new SecondCoder(this.#encoder);
  }

  /** Begins a second. `hashBits` is the number of bits of a tick's hash. */
  begin(hashBits: number): void {
    this.#coder.begin(hashBits);
  }

  /** Writes an operation that is no step. */
  operation(code: number, parameters: Uint8Array): void {
    this.#coder.operation(code);
    this.#coder.bytes(parameters.length, parameters);
  }

  /** Writes a tick with the hash of the world before it, and with its commands in their order. */
  step(hash: number, commands: readonly StepCommand[]): void {
    const isListed = isInOrder(commands, this.#coder.order);
    this.#coder.operation(isListed ? OPERATION.step : OPERATION.stepWithList);
    this.#coder.tickHash(shortened(hash, this.#coder.hashBits));
    if (!isListed) this.#coder.list(idsOf(commands));
    let next = 0;
    for (const id of this.#coder.order) {
      const first = next;
      while (commands[next]?.id === id) next++;
      this.#coder.commandsOf(id, commands.slice(first, next));
    }
  }

  /** Returns the bytes of the second. */
  take(): Uint8Array {
    this.#coder.operation(OPERATION.endOfSecond);
    return this.#encoder.take();
  }

  /** Forgets what came before: what follows can be read without it. Call it between seconds. */
  reset(): void {
    this.#models.reset();
    this.#coder.reset();
  }
}

/** The bodies of the commands, in order. */
const idsOf = (commands: readonly StepCommand[]): number[] =>
  commands.flatMap(({ id }, index) => (commands[index - 1]?.id === id ? [] : id));

/** Whether the bodies of the commands are some of those in `order`, in that order. */
function isInOrder(commands: readonly StepCommand[], order: readonly number[]): boolean {
  let next = 0;
  for (const { id } of commands) {
    if (order[next - 1] === id) continue;
    while (next < order.length && order[next] !== id) next++;
    if (next++ >= order.length) return false;
  }
  return true;
}
