import { expect, test } from "vitest";

import { pass } from "../support/until.ts";
import { stepper } from "../support/virtual-server.ts";

test("timers that become due while a computation takes time run after it, in order, before anything later", async () => {
  const log: [string, number][] = [];
  const begin = performance.now();
  const note = (what: string) => () => log.push([what, performance.now() - begin]);
  setTimeout(() => {
    note("begins")();
    stepper().spend(100);
    note("ends")();
    setTimeout(note("was set in it"), 50);
  }, 10);
  setTimeout(note("was due at 40"), 40);
  setTimeout(note("was due at 90"), 90);
  setTimeout(note("was due at 130"), 130);
  const repeated = setInterval(note("repeats"), 60);
  await pass(200);
  clearInterval(repeated);
  expect(log).toEqual([
    ["begins", 10],
    ["ends", 110],
    ["was due at 40", 110],
    ["repeats", 110],
    ["was due at 90", 110],
    ["was due at 130", 130],
    ["was set in it", 160],
    ["repeats", 170],
  ]);
});

test("a timer can be run early by what Node's timers have, as servers do it", () => {
  let runs = 0;
  const timer = setTimeout(() => runs++, 1000) as unknown as { _onTimeout(): void } & NodeJS.Timeout;
  timer._onTimeout();
  clearTimeout(timer);
  expect(runs).toBe(1);
});
