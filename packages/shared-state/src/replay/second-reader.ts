import { ByteReader } from "@fray/netcode/core";

import { stepsToAngle, stepsToAxis } from "../quantized.ts";
import type { Fighter } from "../simulation/body.ts";
import type { Command } from "../simulation/command.ts";
import type { Sight } from "../simulation/sight.ts";
import { RangeDecoder } from "./coding/range-decoder.ts";
import { MAX_COMMANDS, MAX_OPERATIONS } from "./limits.ts";
import { OPERATION } from "./operations.ts";
import { parameterBytes } from "./parameters.ts";
import { ReplayError } from "./replay-error.ts";
import { SecondCoder } from "./second-coder.ts";
import { secondModels } from "./second-models.ts";

/** What the commands of a step refer to. */
interface Surroundings {
  readonly bodyOf: (id: number) => Fighter | undefined;
  /** Returns what a shooter saw at that age in ms. */
  readonly sightAgo: (ageMs: number | undefined) => Sight;
}

/** An operation of a second. Its commands or its parameters are to be read before the next one. */
export interface ReadOperation {
  readonly code: number;
  readonly parameters: ByteReader;
}

const TOO_LONG = "A second of this replay is longer than it may be.";

/** Reads what a `SecondWriter` wrote. */
export class SecondReader {
  readonly #models = secondModels();
  readonly #decoder = new RangeDecoder(this.#models);
  readonly #coder = new SecondCoder(this.#decoder);
  /** Operations and commands that the second may still have. */
  #operations = 0;
  #commands = 0;

  /** Begins a second. */
  enter(second: Uint8Array): void {
    this.#decoder.enter(second);
    this.#coder.begin(0);
    this.#operations = MAX_OPERATIONS;
    this.#commands = MAX_COMMANDS;
  }

  /** Forgets what came before, as the writer does at a keyframe. There is no second until one is entered. */
  reset(): void {
    this.#models.reset();
    this.#coder.reset();
    this.#operations = 0;
  }

  /** Reads the next operation; undefined at the end of the second. */
  next(): ReadOperation | undefined {
    if (this.#operations === 0) return undefined;
    const code = this.#coder.operation(0);
    if (code === OPERATION.endOfSecond) {
      this.#operations = 0;
      return undefined;
    }
    if (--this.#operations === 0) throw new ReplayError(TOO_LONG);
    return { code, parameters: new ByteReader(this.#coder.bytes(parameterBytes(code))) };
  }

  /** Bits of the hash of each tick in this second. */
  get hashBits(): number {
    return this.#coder.hashBits;
  }

  /** Reads the first bits of the hash of the world before a step. */
  tickHash(): number {
    return this.#coder.tickHash(0);
  }

  /** Reads the commands of a step. `code` is the operation. */
  commands(code: number, round: Surroundings): Command[] {
    if (code === OPERATION.stepWithList) this.#coder.list([]);
    const commands: Command[] = [];
    for (const id of this.#coder.order) {
      for (const { seq, moveX, moveY, aim, buttons, sight, provisional } of this.#coder.commandsOf(id, [])) {
        if (--this.#commands < 0) throw new ReplayError(TOO_LONG);
        const fighter = round.bodyOf(id);
        if (!fighter) throw new ReplayError("A replay moves a body that is not there.");
        const input = { moveX: stepsToAxis(moveX), moveY: stepsToAxis(moveY), aim: stepsToAngle(aim), buttons };
        const sightAgeMs = sight === 0 ? undefined : sight - 1;
        commands.push({ fighter, seq, input, provisional, sight: round.sightAgo(sightAgeMs), sightAgeMs });
      }
    }
    return commands;
  }
}
