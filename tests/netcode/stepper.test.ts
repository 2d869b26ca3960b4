import { Stepper } from "@fray/netcode/testing";
import { randomBytes, randomInt, randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";

// The stepper that the group begins with makes room for those of these tests.
beforeAll(() => Stepper.current?.close());

/** Runs `use` with a stepper of its own. */
async function withStepper<Value>(seed: number, use: (stepper: Stepper) => Value | Promise<Value>): Promise<Value> {
  const stepper = new Stepper({ seed });
  try {
    return await use(stepper);
  } finally {
    stepper.close();
  }
}

test("time passes only while somebody waits, and timers run in order", async () => {
  await withStepper(1, async (stepper) => {
    const order: string[] = [];
    setTimeout(() => order.push("second"), 20);
    setTimeout(() => order.push("first"), 10);
    setTimeout(() => order.push("later"), 31);
    for (let round = 0; round < 50; round++) await new Promise((resolve) => setImmediate(resolve));
    expect({ now: stepper.now, order }).toEqual({ now: 0, order: [] });
    await stepper.advance(30);
    expect({ now: stepper.now, order }).toEqual({ now: 30, order: ["first", "second"] });
  });
});

test("two users of the clock see the same time, and each is resumed at its own", async () => {
  await withStepper(1, async (stepper) => {
    const ends: [string, number][] = [];
    let ticks = 0;
    setInterval(() => ticks++, 10);
    await Promise.all([
      stepper.advance(105).then(() => ends.push(["advance", stepper.now])),
      stepper.until("ticks", () => ticks >= 5).then(() => ends.push(["until", stepper.now])),
      stepper
        .settled(new Promise((resolve) => setTimeout(resolve, 70)))
        .then(() => ends.push(["settled", stepper.now])),
    ]);
    expect(ends).toEqual([
      ["until", 52],
      ["settled", 70],
      ["advance", 105],
    ]);
    expect(ticks).toBe(10);
  });
});

test("waiting ends at its limit, with what it waited for", async () => {
  await withStepper(1, async (stepper) => {
    await expect(stepper.until("the impossible", () => false, 500)).rejects.toThrow("gave up waiting: the impossible");
    expect(stepper.now).toBe(500);
    await expect(stepper.settled(new Promise(() => {}), 500)).rejects.toThrow("not settled within 500 ms");
    await expect(stepper.settled(Promise.reject(new Error("its own")))).rejects.toThrow("its own");
  });
});

test("an exception in a timer is an uncaught exception, and time goes on", async () => {
  const listeners = process.listeners("uncaughtException");
  process.removeAllListeners("uncaughtException");
  const caught: unknown[] = [];
  process.on("uncaughtException", (error) => caught.push(error.message));
  try {
    await withStepper(1, async (stepper) => {
      setTimeout(() => {
        throw new Error("in a timer");
      }, 10);
      await stepper.advance(20);
      expect(stepper.now).toBe(20);
    });
    expect(caught).toEqual(["in a timer"]);
  } finally {
    process.removeAllListeners("uncaughtException");
    for (const listener of listeners) process.on("uncaughtException", listener);
  }
});

test("a computation takes time in which no timer runs, and overdue timers run in order after it", async () => {
  await withStepper(1, async (stepper) => {
    const ran: [string, number][] = [];
    setTimeout(() => ran.push(["second", stepper.now]), 20);
    setTimeout(() => ran.push(["first", stepper.now]), 10);
    setTimeout(() => ran.push(["later", stepper.now]), 120);
    stepper.spend(100);
    expect({ now: stepper.now, ran }).toEqual({ now: 100, ran: [] });
    await stepper.advance(50);
    expect(ran).toEqual([
      ["first", 100],
      ["second", 100],
      ["later", 120],
    ]);
  });
});

test("a step of the wall clock moves neither time nor timers", async () => {
  await withStepper(1, async (stepper) => {
    const begin = Date.now();
    let isDone = false;
    setTimeout(() => (isDone = true), 1000);
    await stepper.advance(500);
    stepper.setWallTime(begin - 3_600_000);
    expect(Date.now()).toBe(begin - 3_600_000);
    expect(stepper.now).toBe(500);
    await stepper.advance(499);
    expect(isDone).toBe(false);
    await stepper.advance(2);
    expect(isDone).toBe(true);
    stepper.setWallTime(begin + 3_600_000);
    expect(stepper.now).toBe(1001);
  });
});

test("after a computation and a step back of the wall clock, messages still pass between two timers", async () => {
  await withStepper(1, async (stepper) => {
    const order: string[] = [];
    stepper.spend(100);
    stepper.setWallTime(Date.now() - 3_600_000);
    const ask = (): void => void setImmediate(() => order.push("answer"));
    setTimeout(ask, 10);
    setTimeout(() => order.push("later"), 20);
    await stepper.advance(30);
    expect(order).toEqual(["answer", "later"]);
  });
});

test("after a timer has set the wall clock back, messages still pass between two timers", async () => {
  await withStepper(1, async (stepper) => {
    const order: string[] = [];
    setTimeout(() => {
      stepper.setWallTime(Date.now() - 3_600_000);
      setImmediate(() => order.push("answer"));
    }, 10);
    setTimeout(() => order.push("later"), 20);
    await stepper.advance(30);
    expect(order).toEqual(["answer", "later"]);
  });
});

test("one stepper holds the clock of a process", async () => {
  await withStepper(1, () => {
    expect(() => new Stepper()).toThrow("another stepper");
  });
  await withStepper(1, () => {});
});

test("close() gives the process its own functions back, and no timer stays behind", async () => {
  const own = () => [setTimeout, setInterval, Date, Math.random, randomInt(2 ** 40), randomBytes];
  const before = own();
  const handles = process.getActiveResourcesInfo().length;
  let runs = 0;
  let stepper: Stepper | undefined;
  await withStepper(1, async (used) => {
    stepper = used;
    setInterval(() => runs++, 1);
    expect(setTimeout).not.toBe(before[0]);
    await used.advance(5);
  });
  const runsBefore = runs;
  expect(runsBefore).toBeGreaterThan(0);
  const after = own();
  expect(after.filter((_, index) => index !== 4)).toEqual(before.filter((_, index) => index !== 4));
  expect(after[4]).not.toBe(before[4]);
  expect(process.getActiveResourcesInfo().length).toBeLessThanOrEqual(handles);
  // Closing twice does no harm to the next stepper.
  await withStepper(2, async (next) => {
    stepper?.close();
    expect(Stepper.current).toBe(next);
    await next.advance(100);
  });
  expect(runs).toBe(runsBefore);
});

const draw = () => [
  Math.random(),
  randomBytes(8).toString("hex"),
  randomUUID(),
  randomInt(1_000_000),
  crypto.randomUUID(),
  ...crypto.getRandomValues(new Uint32Array(2)),
];

test("a seed decides all random numbers, and another seed gives others", async () => {
  const first = await withStepper(7, draw);
  expect(await withStepper(7, draw)).toEqual(first);
  const other = await withStepper(8, draw);
  expect(other.filter((value, index) => value === first[index])).toEqual([]);
});
