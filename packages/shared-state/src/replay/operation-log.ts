import { ByteReader, ByteWriter } from "@fray/netcode/core";

import { angleToSteps, axisToSteps } from "../quantized.ts";
import type { Command } from "../simulation/command.ts";
import type { Models } from "./coding/models.ts";
import { OPERATION } from "./operations.ts";
import { parameterBytes } from "./parameters.ts";
import type { StepCommand } from "./second-coder.ts";
import { SecondWriter } from "./second-writer.ts";
import type { Second } from "./segment.ts";

/** More than any operation but a step needs. */
const OPERATION_BYTES = 64;
const COMMAND_BYTES = 13;
const LOG_BYTES = 16 * 1024;

/**
 * The operations of a second as the tick writes them: as fast as possible. A `SecondPacker` makes of it what a replay
 * stores, outside of the tick. With 1000 bodies a step takes a tenth of the time that packing it takes.
 */
export class OperationLog {
  readonly #writer = new ByteWriter(LOG_BYTES);

  /** Begins an operation, and returns the writer for its arguments. */
  operation(code: number): ByteWriter {
    this.#writer.reserve(OPERATION_BYTES);
    this.#writer.uint8(code);
    return this.#writer;
  }

  /** Begins a second. `hashBits` is the number of bits that are stored of the hash of a tick. */
  begin(hashBits: number): void {
    this.#writer.reserve(1);
    this.#writer.uint8(hashBits);
  }

  /** Writes a tick with the hash of the world before it, and with its commands. */
  step(hash: number, commands: readonly Command[]): void {
    const writer = this.operation(OPERATION.step);
    writer.uint32(hash);
    writer.reserve(2 + commands.length * COMMAND_BYTES);
    writer.uint16(commands.length);
    // Straight into the bytes, because this is most of what recording costs a tick.
    const { bytes } = writer;
    let at = writer.length;
    for (const { fighter, seq, input, provisional, sightAgeMs } of commands) {
      const { id } = fighter;
      const aim = angleToSteps(input.aim);
      bytes[at++] = id;
      bytes[at++] = id >>> 8;
      bytes[at++] = seq;
      bytes[at++] = seq >>> 8;
      bytes[at++] = seq >>> 16;
      bytes[at++] = seq >>> 24;
      bytes[at++] = axisToSteps(input.moveX);
      bytes[at++] = axisToSteps(input.moveY);
      bytes[at++] = aim;
      bytes[at++] = aim >>> 8;
      bytes[at++] = input.buttons;
      bytes[at++] = sightAgeMs === undefined ? 0 : sightAgeMs + 1;
      bytes[at++] = provisional ? 1 : 0;
    }
    writer.length = at;
  }

  /** Returns the bytes of the second. */
  take(): Uint8Array {
    const bytes = this.#writer.bytes.slice(0, this.#writer.length);
    this.#writer.clear();
    return bytes;
  }
}

/** Makes the seconds of a replay of what an `OperationLog` wrote. */
export class SecondPacker {
  readonly #writer: SecondWriter;

  /** Other models than those of replays are for learning what to expect. */
  constructor(models?: Models) {
    this.#writer = new SecondWriter(models);
  }

  /** Call it where the recorder has made a keyframe: what follows can be read without what came before. */
  reset(): void {
    this.#writer.reset();
  }

  pack(log: Uint8Array): Second {
    const reader = new ByteReader(log);
    this.#writer.begin(reader.uint8());
    while (!reader.isAtEnd) {
      const code = reader.uint8();
      if (code === OPERATION.step) this.#writer.step(reader.uint32(), readCommands(reader));
      else this.#writer.operation(code, reader.take(parameterBytes(code)));
    }
    return this.#writer.take();
  }
}

const readCommands = (reader: ByteReader): StepCommand[] =>
  Array.from({ length: reader.uint16() }, () => ({
    id: reader.uint16(),
    seq: reader.uint32(),
    moveX: reader.uint8(),
    moveY: reader.uint8(),
    aim: reader.uint16(),
    buttons: reader.uint8(),
    sight: reader.uint8(),
    provisional: reader.uint8() === 1,
  }));
