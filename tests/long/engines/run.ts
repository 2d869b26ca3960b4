import "./old-engines.ts";
import { ByteReader, ByteWriter, createRandom } from "@fray/netcode/core";
import { hashWorld } from "@fray/shared-state/internal/simulation/state-hash";
import {
  angleToSteps,
  positionToSteps,
  snapAngle,
  snapAxis,
  snapPosition,
  snapVelocity,
  stepsToAngle,
  velocityToSteps,
} from "@fray/shared-state/quantized";
import { createFighter, type Fighter } from "@fray/shared-state/simulation/body";
import { directionOf } from "@fray/shared-state/simulation/trigonometry";
import type { World } from "@fray/shared-state/simulation/world";
import { BODY_LAYOUT } from "@fray/shared-state/sync/arena-records";

import { brawl } from "../../support/brawl.ts";
import { Fnv } from "../../support/fnv.ts";

const TICKS_PER_HASH = 1000;
const QUANTIZED_NUMBERS = 200_000;

/** What one engine has computed. Other engines compute the same. */
export interface EngineResult {
  /** Hash of the world after every 1000 ticks. */
  readonly worlds: readonly number[];
  /** Hash of all records of these bodies, and of the bodies that were read from them. */
  readonly records: number;
  /** Hash of numbers that were quantized, and of all directions. */
  readonly quantized: number;
}

/** Runs the rules, the records and the quantizer. Prints the result as JSON. It needs nothing but the language. */
export function run(): EngineResult {
  const worlds: number[] = [];
  const records = new Recorder();
  brawl(createFighter, (world) => {
    records.record(world);
    if (world.tick % TICKS_PER_HASH === 0) worlds.push(hashWorld(world));
  });
  return { worlds, records: records.hash.value, quantized: quantize() };
}

/** Writes every body as records, as a server does, and reads them, as a client does. */
class Recorder {
  readonly hash = new Fnv();
  readonly #writer = new ByteWriter();
  readonly #bodies = new Map<Fighter, ReturnType<typeof createRecorded>>();

  record({ fighters }: World): void {
    for (const fighter of fighters.values()) {
      let recorded = this.#bodies.get(fighter);
      if (!recorded) this.#bodies.set(fighter, (recorded = createRecorded(fighter.id)));
      const { row, sent, read, shown } = recorded;
      const groups = BODY_LAYOUT.update(row, fighter);
      this.#write((writer) => BODY_LAYOUT.writeUpdate(writer, row, groups));
      if (groups !== 0) BODY_LAYOUT.readSeen(this.#reader(), read, shown);
      this.#write((writer) => BODY_LAYOUT.writeSeen(writer, row, BODY_LAYOUT.allGroups));
      let hasOwn = false;
      this.#write((writer) => (hasOwn = BODY_LAYOUT.writeOwner(writer, fighter, sent)));
      if (hasOwn) BODY_LAYOUT.readOwner(this.#reader(), shown);
      const { x, y, vx, vy, aim, health, ammo } = shown;
      this.hash.numbers(x, y, vx, vy, aim, health, ammo);
    }
  }

  #write(write: (writer: ByteWriter) => unknown): void {
    const writer = this.#writer;
    writer.clear();
    writer.reserve(BODY_LAYOUT.maxSeenBytes + BODY_LAYOUT.maxOwnerBytes);
    write(writer);
    this.hash.bytes(writer.bytes, writer.length);
  }

  #reader(): ByteReader {
    return new ByteReader(this.#writer.bytes.slice(0, this.#writer.length));
  }
}

const createRecorded = (id: number) => ({
  row: BODY_LAYOUT.createRow(),
  sent: BODY_LAYOUT.createSent(),
  read: BODY_LAYOUT.createRow(),
  shown: createFighter(id),
});

function quantize(): number {
  const random = createRandom(5);
  const hash = new Fnv();
  for (let count = 0; count < QUANTIZED_NUMBERS; count++) {
    const value = (random() - 0.5) * 600;
    hash.numbers(positionToSteps(value), snapPosition(value), velocityToSteps(value), snapVelocity(value));
    hash.numbers(snapAxis(value / 300), angleToSteps(value), snapAngle(value), stepsToAngle(count % 65_536));
  }
  // The sines of two engines differ, and the rules' own must not.
  for (let steps = 0; steps < 65_536; steps++) {
    const { x, y } = directionOf(stepsToAngle(steps));
    hash.numbers(x, y);
  }
  return hash.value;
}

declare const print: ((text: string) => void) | undefined;
if (typeof print === "function") print(JSON.stringify(run()));
