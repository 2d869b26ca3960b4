import { MAX_CREDIT_STEPS, TimeBank, type InputSource } from "@fray/netcode/server";
import { BUTTON, repeatMovement, type Input } from "@fray/shared-state/schema/input-frame";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { anyInput } from "../../support/input-arbitrary.ts";

const RIGHT: Input = { moveX: 1, moveY: 0, aim: 0, buttons: 0 };
const LEFT: Input = { ...RIGHT, moveX: -1 };

/** The framework's queue, as far as the bank uses it. */
class Queue implements InputSource<Input> {
  #waiting: Input[] = [];
  consumedCount = 0;
  renderTime = 0;
  get size() {
    return this.#waiting.length;
  }
  push(...inputs: Input[]) {
    this.#waiting.push(...inputs);
  }
  next() {
    return this.take(1)[0];
  }
  take(count: number) {
    const taken = this.#waiting.splice(0, count);
    this.consumedCount += taken.length;
    return taken;
  }
}

describe("the time bank", () => {
  test("N2: gives no stream of inputs more steps than ticks, missed ones included, plus its credit", () => {
    const anyTick = fc.record({
      inputs: fc.array(anyInput, { maxLength: 30 }),
      missed: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.nat({ max: 40 })),
    });
    fc.assert(
      fc.property(fc.array(anyTick, { minLength: 1, maxLength: 400 }), (ticks) => {
        const bank = new TimeBank(repeatMovement);
        const queue = new Queue();
        let steps = 0;
        let passed = 0;
        for (const { inputs, missed } of ticks) {
          queue.push(...inputs);
          steps += bank.collect(queue, missed).filter((step) => !step.provisional).length;
          passed += 1 + missed;
          expect(steps).toBeLessThanOrEqual(passed + MAX_CREDIT_STEPS);
        }
      }),
      { numRuns: 50 },
    );
  });

  test("takes the same inputs in pairs while every second tick waits, and drops none", () => {
    const bank = new TimeBank(repeatMovement);
    const queue = new Queue();
    const seqs: number[][] = [];
    const depths = new Set<number | undefined>();
    for (let tick = 0; tick < 100; tick++) {
      queue.push(RIGHT);
      seqs.push(bank.collect(queue, 0, tick >= 20 && tick < 80 && tick % 2 === 0).map(({ seq }) => seq));
      depths.add(bank.reportDepth());
    }
    expect(seqs.flat()).toEqual(Array.from({ length: 100 }, (_, index) => index + 1));
    expect(seqs.slice(20, 80).map(({ length }) => length)).toEqual(
      Array.from({ length: 60 }, (_, tick) => (tick % 2) * 2),
    );
    expect([bank.dropped, bank.held]).toEqual([0, 0]);
    // The client's clock must not slow down because of the inputs that wait on purpose.
    expect(depths).toEqual(new Set([undefined, 1]));
  });

  test("credits ticks that never ran to players who sent inputs in that time", () => {
    const bank = new TimeBank(repeatMovement);
    const queue = new Queue();
    const seqs: number[] = [];
    const collect = (missed = 0) => seqs.push(...bank.collect(queue, missed).map(({ seq }) => seq));
    for (let stall = 0; stall < 3; stall++) {
      queue.push(...Array.from({ length: 11 }, () => RIGHT));
      collect(10);
      for (let tick = 0; tick < 20; tick++) {
        queue.push(RIGHT);
        collect();
      }
    }
    expect(bank.dropped).toBe(0);
    // All but what always waits.
    expect(seqs.length).toBeGreaterThan(3 * (11 + 20) - 3);
    expect(seqs).toEqual(seqs.map((_, index) => index + 1));
  });

  test("keeps no player behind for long, however often a room stands still", () => {
    const bank = new TimeBank(repeatMovement);
    const queue = new Queue();
    for (let tick = 0; tick < 200; tick++) {
      // Five in six ticks of a burst of them never run.
      const missed = tick % 5 === 4 ? 10 : 0;
      for (let passed = 0; passed <= missed; passed++) queue.push(RIGHT);
      bank.collect(queue, missed);
      if (tick % 5 === 3) expect(queue.size).toBeLessThanOrEqual(2);
    }
    expect(bank.dropped).toBe(0);
  });

  test("lets no player save up ticks that never ran", () => {
    const bank = new TimeBank(repeatMovement);
    const queue = new Queue();
    bank.collect(queue, 100);
    bank.collect(queue);
    queue.push(...Array.from({ length: 30 }, () => RIGHT));
    let steps = 0;
    for (let tick = 0; tick < 30; tick++) steps += bank.collect(queue).filter(({ provisional }) => !provisional).length;
    expect(steps).toBeLessThanOrEqual(MAX_CREDIT_STEPS + 3);
    expect(bank.dropped).toBeGreaterThan(20);
  });

  test("gives honest play exactly its inputs, in order and with their numbers", () => {
    const bank = new TimeBank(repeatMovement);
    const queue = new Queue();
    for (let tick = 1; tick <= 100; tick++) {
      queue.push(RIGHT);
      expect(bank.collect(queue)).toEqual([{ seq: tick, input: RIGHT, provisional: false, viewTime: 0 }]);
    }
    expect([bank.dropped, bank.held]).toEqual([0, 0]);
  });

  test("repeats movement for three ticks without inputs, but no button", () => {
    const bank = new TimeBank(repeatMovement);
    const queue = new Queue();
    queue.push({ ...RIGHT, buttons: BUTTON.fire | BUTTON.dash | BUTTON.reload });
    bank.collect(queue);
    const held = [0, 1, 2, 3, 4].map(() => bank.collect(queue));
    expect(held.map((steps) => steps.length)).toEqual([1, 1, 1, 0, 0]);
    expect(held[0]?.[0]).toEqual({
      seq: 1,
      input: RIGHT,
      provisional: true,
      viewTime: 0,
    });
  });

  test("accepts late inputs at once when they arrive, in place of the repeated ones", () => {
    const bank = new TimeBank(repeatMovement);
    const queue = new Queue();
    queue.push(RIGHT);
    bank.collect(queue);
    bank.collect(queue); // held
    bank.collect(queue); // held
    queue.push(LEFT, LEFT, LEFT); // the two late ones and this tick's
    expect(bank.collect(queue).map(({ seq, provisional }) => ({ seq, provisional }))).toEqual([
      { seq: 2, provisional: false },
      { seq: 3, provisional: false },
      { seq: 4, provisional: false },
    ]);
    expect(queue.size).toBe(0);
  });

  test("N6: drains the backlog of a 700 ms stall within a second", () => {
    const bank = new TimeBank(repeatMovement);
    const queue = new Queue();
    queue.push(RIGHT);
    bank.collect(queue);
    for (let tick = 0; tick < 21; tick++) bank.collect(queue);
    queue.push(...Array.from({ length: 21 }, () => LEFT));
    for (let tick = 0; tick < 30; tick++) {
      queue.push(LEFT);
      bank.collect(queue);
    }
    expect(queue.size).toBeLessThanOrEqual(2);
    expect(bank.dropped).toBeGreaterThan(0);
  });

  test("counts what the queue itself has dropped, with a body and without one", () => {
    const bank = new TimeBank(repeatMovement);
    const queue = new Queue();
    bank.collect(queue);
    queue.consumedCount += 5;
    bank.collect(queue);
    expect([bank.received, bank.dropped]).toEqual([5, 5]);
    bank.discard(queue);
    queue.consumedCount += 7;
    queue.push(RIGHT);
    bank.discard(queue);
    expect([bank.received, bank.dropped]).toEqual([13, 12]);
  });

  test("reports the smallest number of waiting inputs, twice a second", () => {
    const bank = new TimeBank(repeatMovement);
    const queue = new Queue();
    queue.push(RIGHT, RIGHT);
    const reports = [];
    for (let tick = 0; tick < 15; tick++) {
      queue.push(RIGHT);
      bank.collect(queue);
      reports.push(bank.reportDepth());
    }
    expect(reports.filter((report) => report !== undefined)).toEqual([2]);
  });
});
