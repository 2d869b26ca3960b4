import { ByteWriter } from "@fray/netcode/core";

import { CommandMemory, turnBetween } from "./command-memory.ts";
import { zigzag } from "./numbers.ts";
import { CHANGE, LARGE_CODE, NO_COMMAND, OPERATION } from "./operations.ts";

/** More than any operation, or the commands of one body, need. */
const RESERVED_BYTES = 128;
const BODY_BYTES = 64;

/** A command of a body, with its numbers in steps of their ranges. */
export interface StepCommand extends Readonly<
  Pick<CommandMemory, "seq" | "moveX" | "moveY" | "aim" | "buttons" | "sight">
> {
  /** The body's id. */
  readonly id: number;
  readonly provisional: boolean;
}

/** What is written about one body. */
class BodyWriter {
  readonly memory = new CommandMemory();
  readonly changes = new ByteWriter(BODY_BYTES);
  readonly smaller = new ByteWriter(BODY_BYTES);
  readonly larger = new ByteWriter(BODY_BYTES);
  readonly aimLow = new ByteWriter(BODY_BYTES);
  readonly aimHigh = new ByteWriter(BODY_BYTES);
  readonly planes = [this.changes, this.smaller, this.larger, this.aimLow, this.aimHigh];
}

/** Writes the operations of one second. Inputs are differences from what the same body's last command lets expect. */
export class SecondWriter {
  readonly #control = new ByteWriter();
  readonly #rest = new ByteWriter();
  readonly #bodies = new Map<number, BodyWriter>();
  /** Ids of the bodies that the last list of a step contains, in order. */
  #order: readonly number[] = [];

  /** Begins an operation of at most 128 bytes, and returns the writer for its arguments. */
  operation(code: number): ByteWriter {
    this.#control.reserve(RESERVED_BYTES);
    this.#control.uint8(code);
    return this.#control;
  }

  /** Writes a tick with its commands, in their order. */
  step(commands: readonly StepCommand[]): void {
    if (isInOrder(commands, this.#order)) this.operation(OPERATION.step);
    else this.#writeList(commands);
    let next = 0;
    for (const id of this.#order) {
      const body = this.#bodyOf(id);
      let command = commands[next];
      if (command?.id !== id) {
        body.changes.reserve(1);
        body.changes.uint8(NO_COMMAND);
        continue;
      }
      while (command) {
        const following: StepCommand | undefined = commands[++next];
        const hasAnother = following?.id === id;
        this.#writeCommand(command, body, hasAnother);
        command = hasAnother ? following : undefined;
      }
    }
  }

  /** Returns the bytes of the second, one part for each plane, and begins the next second. */
  take(): Uint8Array[] {
    const bodies = [...this.#bodies].filter(([, { changes }]) => changes.length > 0);
    const list = new ByteWriter(RESERVED_BYTES + bodies.length * 8);
    list.varint(bodies.length);
    for (const [id, { changes }] of bodies) {
      list.varint(id);
      list.varint(changes.length);
    }
    const [first] = bodies;
    const planes = (first?.[1].planes ?? new BodyWriter().planes).map((_, index) =>
      join(bodies.flatMap(([, body]) => body.planes[index] ?? [])),
    );
    const second = [join([this.#control]), join([list]), ...planes, join([this.#rest])];
    for (const writer of [this.#control, this.#rest]) writer.clear();
    for (const [, body] of bodies) for (const plane of body.planes) plane.clear();
    return second;
  }

  /** Forgets the last commands: what follows can be read without what came before. Call it between seconds. */
  reset(): void {
    this.#bodies.clear();
    this.#order = [];
  }

  #bodyOf(id: number): BodyWriter {
    let body = this.#bodies.get(id);
    if (!body) this.#bodies.set(id, (body = new BodyWriter()));
    return body;
  }

  #writeList(commands: readonly StepCommand[]): void {
    const ids: number[] = [];
    for (const { id } of commands) if (ids.at(-1) !== id) ids.push(id);
    const control = this.operation(OPERATION.stepWithList);
    control.varint(ids.length);
    control.reserve(ids.length * 2);
    for (const id of ids) control.uint16(id);
    this.#order = ids;
  }

  #writeCommand(command: StepCommand, body: BodyWriter, hasAnother: boolean): void {
    const { seq, moveX, moveY, aim, buttons, sight, provisional } = command;
    for (const plane of body.planes) plane.reserve(1);
    this.#rest.reserve(RESERVED_BYTES);
    const { memory: last } = body;
    // A provisional step repeats the last movement, presses no button and has no input of its own.
    const expectedAim = provisional ? last.aim : last.expectedAim;
    let changes = provisional ? CHANGE.provisional : 0;
    if (moveX !== last.moveX || moveY !== last.moveY) {
      changes |= CHANGE.move;
      const [smaller, larger] = last.isMostlyX ? [moveY, moveX] : [moveX, moveY];
      const code = last.codeOfLarger(larger, smaller);
      body.smaller.uint8(smaller - (last.isMostlyX ? last.moveY : last.moveX));
      body.larger.uint8(Math.min(code, LARGE_CODE));
      if (code >= LARGE_CODE) this.#rest.varint(code - LARGE_CODE);
    }
    if (aim !== expectedAim) {
      changes |= CHANGE.aim;
      const turned = zigzag(turnBetween(expectedAim, aim));
      body.aimLow.uint8(turned);
      body.aimHigh.uint8(turned >>> 8);
    }
    if (buttons !== (provisional ? 0 : last.buttons)) {
      changes |= CHANGE.buttons;
      this.#rest.uint8(buttons);
    }
    if (sight !== (provisional ? 0 : last.sight)) {
      changes |= CHANGE.sight;
      this.#rest.uint8(sight);
    }
    if (seq !== (provisional ? last.seq : last.seq + 1)) {
      changes |= CHANGE.seq;
      this.#rest.varint(seq);
    }
    if (hasAnother) changes |= CHANGE.another;
    body.changes.uint8(changes);
    if (!provisional) last.take({ moveX, moveY, aim, buttons, sight, seq });
  }
}

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

function join(writers: readonly ByteWriter[]): Uint8Array {
  const bytes = new Uint8Array(writers.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const writer of writers) {
    bytes.set(writer.bytes.subarray(0, writer.length), offset);
    offset += writer.length;
  }
  return bytes;
}
