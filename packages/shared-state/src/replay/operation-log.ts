import { ByteReader, ByteWriter } from "@fray/netcode/core";

import { angleToSteps, axisToSteps } from "../quantized.ts";
import type { Command } from "../simulation/command.ts";
import { MEMBER_BYTES } from "./keyframe.ts";
import { OPERATION } from "./operations.ts";
import { ReplayError } from "./replay-error.ts";
import { SecondWriter, type StepCommand } from "./second-writer.ts";
import type { Second } from "./segment.ts";
import { MOST_TICK_HASHES, packTickHashes, tickHashBytes } from "./tick-hash.ts";

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

  /** Writes a tick with its commands. */
  step(commands: readonly Command[]): void {
    const writer = this.operation(OPERATION.step);
    writer.reserve(commands.length * COMMAND_BYTES);
    writer.uint16(commands.length);
    for (const { fighter, seq, input, provisional, sightAgeMs } of commands) {
      writer.uint16(fighter.id);
      writer.uint32(seq);
      writer.uint8(axisToSteps(input.moveX));
      writer.uint8(axisToSteps(input.moveY));
      writer.uint16(angleToSteps(input.aim));
      writer.uint8(input.buttons);
      writer.uint8(sightAgeMs === undefined ? 0 : sightAgeMs + 1);
      writer.uint8(provisional ? 1 : 0);
    }
  }

  /** Writes the short hashes of ticks. */
  ticks(hashes: readonly number[]): void {
    const packed = packTickHashes(hashes.slice(0, MOST_TICK_HASHES));
    const writer = this.operation(OPERATION.ticks);
    writer.reserve(packed.length + 1);
    writer.uint8(Math.min(hashes.length, MOST_TICK_HASHES));
    writer.copy(packed);
  }

  /** Returns the bytes of the second, and begins the next one. */
  take(): Uint8Array {
    const bytes = this.#writer.bytes.slice(0, this.#writer.length);
    this.#writer.clear();
    return bytes;
  }
}

/** Bytes of the arguments of each other operation, in the log as in a replay. */
const ARGUMENT_BYTES: Readonly<Record<number, number>> = {
  [OPERATION.hash]: 4,
  [OPERATION.join]: MEMBER_BYTES,
  [OPERATION.leave]: 2,
  [OPERATION.enter]: 7,
  [OPERATION.exit]: 3,
  [OPERATION.replaceBody]: 2,
  [OPERATION.connection]: 3,
  [OPERATION.end]: 0,
  [OPERATION.restore]: 8,
  [OPERATION.standing]: 8,
  [OPERATION.view]: 4,
  [OPERATION.command]: 5,
};

/** Makes the seconds of a replay of what an `OperationLog` wrote. */
export class SecondPacker {
  readonly #writer = new SecondWriter();

  /** Call it where the recorder has made a keyframe: what follows can be read without what came before. */
  reset(): void {
    this.#writer.reset();
  }

  pack(log: Uint8Array): Second {
    const reader = new ByteReader(log);
    while (!reader.isAtEnd) {
      const code = reader.uint8();
      if (code === OPERATION.step) this.#writer.step(readCommands(reader));
      else if (code === OPERATION.ticks) {
        const control = this.#writer.operation(code);
        const count = reader.uint8();
        control.reserve(tickHashBytes(count) + 1);
        control.uint8(count);
        control.copy(reader.take(tickHashBytes(count)));
      } else {
        const length = ARGUMENT_BYTES[code];
        if (length === undefined) throw new ReplayError("A recording has an operation that does not exist.");
        this.#writer.operation(code).copy(reader.take(length));
      }
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
