import { ByteReader } from "@fray/netcode/core";

import { stepsToAngle, stepsToAxis } from "../quantized.ts";
import type { Fighter } from "../simulation/body.ts";
import type { Command } from "../simulation/command.ts";
import type { Sight } from "../simulation/sight.ts";
import { CommandMemory, TURN } from "./command-memory.ts";
import { MAX_COMMANDS_PER_BODY, MAX_MEMBERS } from "./limits.ts";
import { unzigzag } from "./numbers.ts";
import { CHANGE, LARGE_CODE, NO_COMMAND, OPERATION } from "./operations.ts";
import { ReplayError } from "./replay-error.ts";

const BYTE = 0xff;
const NOTHING = new Uint8Array();

/** Where the values of a body are read, in a second. */
interface BodyReader {
  readonly changes: ByteReader;
  readonly smaller: ByteReader;
  readonly larger: ByteReader;
  readonly aimLow: ByteReader;
  readonly aimHigh: ByteReader;
}

/** What the commands of a step refer to. */
interface Surroundings {
  readonly bodyOf: (id: number) => Fighter | undefined;
  /** Returns what a shooter saw at that age in ms. */
  readonly sightAgo: (ageMs: number | undefined) => Sight;
}

/** Reads what a `SecondWriter` wrote. */
export class SecondReader {
  control = new ByteReader(NOTHING);
  #rest = new ByteReader(NOTHING);
  #bodies: ReadonlyMap<number, BodyReader> = new Map();
  readonly #memories = new Map<number, CommandMemory>();
  #order: readonly number[] = [];

  /** Begins a second, with its planes. */
  enter([control = NOTHING, list = NOTHING, ...others]: readonly Uint8Array[]): void {
    const [changes = NOTHING, smaller = NOTHING, larger = NOTHING, aimLow = NOTHING, aimHigh = NOTHING] = others;
    this.control = new ByteReader(control);
    this.#rest = new ByteReader(others[5] ?? NOTHING);
    this.#bodies = divide(list, { changes, smaller, larger, aimLow, aimHigh });
  }

  /** Forgets the last commands, as the writer does at a keyframe. */
  reset(): void {
    this.#memories.clear();
    this.#order = [];
  }

  /** Reads the commands of a step. `code` is the operation. */
  commands(code: number, round: Surroundings): Command[] {
    if (code === OPERATION.stepWithList) {
      this.#order = Array.from({ length: countOf(this.control) }, () => this.control.uint16());
    }
    const commands: Command[] = [];
    for (const id of this.#order) {
      const reader = this.#bodies.get(id);
      if (!reader) throw new ReplayError("A replay moves a body of which it says nothing.");
      for (let left = MAX_COMMANDS_PER_BODY; ; left--) {
        const changes = reader.changes.uint8();
        if (changes === NO_COMMAND) break;
        const fighter = round.bodyOf(id);
        if (!fighter || left === 0) throw new ReplayError("A replay moves a body that is not there.");
        commands.push(this.#command(changes, { fighter, reader, round }));
        if ((changes & CHANGE.another) === 0) break;
      }
    }
    return commands;
  }

  #command(
    changes: number,
    { fighter, reader, round }: { fighter: Fighter; reader: BodyReader; round: Surroundings },
  ): Command {
    const last = this.#memoryOf(fighter.id);
    const provisional = (changes & CHANGE.provisional) !== 0;
    let { moveX, moveY } = last;
    let aim = provisional ? last.aim : last.expectedAim;
    let buttons = provisional ? 0 : last.buttons;
    let sight = provisional ? 0 : last.sight;
    let seq = provisional ? last.seq : last.seq + 1;
    if (changes & CHANGE.move) {
      const smaller = ((last.isMostlyX ? moveY : moveX) + reader.smaller.uint8()) & BYTE;
      const stored = reader.larger.uint8();
      const code = stored === LARGE_CODE ? LARGE_CODE + this.#rest.varint() : stored;
      const larger = last.largerOfCode(code, smaller) & BYTE;
      [moveX, moveY] = last.isMostlyX ? [larger, smaller] : [smaller, larger];
    }
    if (changes & CHANGE.aim) {
      aim = (aim + unzigzag(reader.aimLow.uint8() | (reader.aimHigh.uint8() << 8)) + TURN) % TURN;
    }
    if (changes & CHANGE.buttons) buttons = this.#rest.uint8();
    if (changes & CHANGE.sight) sight = this.#rest.uint8();
    if (changes & CHANGE.seq) seq = this.#rest.varint();
    if (!provisional) last.take({ moveX, moveY, aim, buttons, sight, seq });
    const input = { moveX: stepsToAxis(moveX), moveY: stepsToAxis(moveY), aim: stepsToAngle(aim), buttons };
    const sightAgeMs = sight === 0 ? undefined : sight - 1;
    return { fighter, seq, input, provisional, sight: round.sightAgo(sightAgeMs), sightAgeMs };
  }

  #memoryOf(id: number): CommandMemory {
    let memory = this.#memories.get(id);
    if (!memory) this.#memories.set(id, (memory = new CommandMemory()));
    return memory;
  }
}

type Planes = { readonly [Name in keyof BodyReader]: Uint8Array };

/** Divides the planes among the bodies. The changes of a body say how many values it has in the other planes. */
function divide(list: Uint8Array, planes: Planes): Map<number, BodyReader> {
  const bodies = new Map<number, BodyReader>();
  if (list.length === 0) return bodies;
  const reader = new ByteReader(list);
  const changes = new ByteReader(planes.changes);
  const others = [planes.smaller, planes.larger, planes.aimLow, planes.aimHigh].map((plane) => new ByteReader(plane));
  for (let left = countOf(reader); left > 0; left--) {
    const id = reader.varint();
    const own = changes.take(reader.varint());
    const moves = own.reduce((sum, bits) => sum + Number(isSet(bits, CHANGE.move)), 0);
    const turns = own.reduce((sum, bits) => sum + Number(isSet(bits, CHANGE.aim)), 0);
    const [smaller = NOTHING, larger = NOTHING, aimLow = NOTHING, aimHigh = NOTHING] = others.map((plane, index) =>
      plane.take(index < 2 ? moves : turns),
    );
    bodies.set(id, {
      changes: new ByteReader(own),
      smaller: new ByteReader(smaller),
      larger: new ByteReader(larger),
      aimLow: new ByteReader(aimLow),
      aimHigh: new ByteReader(aimHigh),
    });
  }
  return bodies;
}

const isSet = (bits: number, change: number): boolean => bits !== NO_COMMAND && (bits & change) !== 0;

function countOf(reader: ByteReader): number {
  const count = reader.varint();
  if (count > MAX_MEMBERS) throw new ReplayError(`A replay claims to have ${count} bodies.`);
  return count;
}
