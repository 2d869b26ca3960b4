import { createRandom, type Random } from "@fray/netcode/core";
import { stepsToAngle, stepsToAxis } from "@fray/shared-state/internal/quantized";
import { OPERATION } from "@fray/shared-state/internal/replay/operations";
import { ReplayError } from "@fray/shared-state/internal/replay/replay-error";
import type { StepCommand } from "@fray/shared-state/internal/replay/second-coder";
import { SecondReader } from "@fray/shared-state/internal/replay/second-reader";
import { SecondWriter } from "@fray/shared-state/internal/replay/second-writer";
import { createFighter } from "@fray/shared-state/simulation/body";
import { expect, test } from "vitest";

const IDS = [3, 1, 65_535, 400];
/** What a body's inputs may be at most, so also what no client of ours sends. */
const anyCommand = (id: number, random: Random): StepCommand => ({
  id,
  seq: Math.floor(random() * 2 ** 32),
  moveX: Math.floor(random() * 255),
  moveY: Math.floor(random() * 255),
  aim: Math.floor(random() * 65_536),
  buttons: Math.floor(random() * 256),
  sight: Math.floor(random() * 256),
  provisional: random() < 0.2,
});

/** Commands of some of the bodies, of some more than one, and now and then in another order. */
function anyStep(random: Random): StepCommand[] {
  const order = random() < 0.1 ? IDS.toReversed() : IDS;
  return order.flatMap((id) => Array.from({ length: Math.floor(random() * 4) }, () => anyCommand(id, random)));
}

const round = {
  bodyOf: (id: number) => createFighter(id),
  sightAgo: () => ({ placeOf: () => undefined, speedOf: () => undefined }) as never,
};

test("whatever a step contains is read as it was written, with the hash of its world", () => {
  const random = createRandom(4);
  const writer = new SecondWriter();
  const reader = new SecondReader();
  for (let second = 0; second < 15; second++) {
    if (second % 7 === 0) {
      writer.reset();
      reader.reset();
    }
    // Each second has hashes of another length.
    const bits = second * 2 + 1;
    const hashOf = (index: number): number => (Math.imul(index + 1, 0x9e3779b1) ^ second) >>> 0;
    writer.begin(bits);
    const steps = Array.from({ length: 30 }, () => anyStep(random));
    for (const [index, step] of steps.entries()) writer.step(hashOf(index), step);
    writer.operation(OPERATION.leave, Uint8Array.of(7, 1));
    const bytes = writer.take();
    reader.enter(bytes);
    for (const [index, step] of steps.entries()) {
      const { code } = reader.next() ?? { code: -1 };
      expect(reader.tickHash()).toBe(hashOf(index) >>> (32 - bits));
      const read = reader.commands(code, round);
      expect(
        read.map(({ fighter, seq, input, provisional, sightAgeMs }) => [
          fighter.id,
          seq,
          input,
          provisional,
          sightAgeMs,
        ]),
      ).toEqual(
        step.map(({ id, seq, moveX, moveY, aim, buttons, sight, provisional }) => [
          id,
          seq,
          { moveX: stepsToAxis(moveX), moveY: stepsToAxis(moveY), aim: stepsToAngle(aim), buttons },
          provisional,
          sight === 0 ? undefined : sight - 1,
        ]),
      );
    }
    const last = reader.next();
    expect([last?.code, last?.parameters.uint16()]).toEqual([OPERATION.leave, 263]);
    expect(reader.next()).toBeUndefined();
    expect(reader.hashBits).toBe(bits);
  }
});

test("a few bytes that claim to be a hundred thousand operations are refused after a bounded time", () => {
  const writer = new SecondWriter();
  writer.begin(32);
  writer.step(0, []);
  for (let left = 100_000; left > 0; left--) writer.operation(OPERATION.end, new Uint8Array());
  const bytes = writer.take();
  expect(bytes.length).toBeLessThan(300);
  const reader = new SecondReader();
  reader.enter(bytes);
  expect(() => {
    for (let next = reader.next(); next; next = reader.next()) if (next.code === OPERATION.step) reader.tickHash();
  }).toThrow(ReplayError);
});
