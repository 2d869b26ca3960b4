import type { Runtime, Timer } from "@fray/netcode/core";

const NO_TIMER: Timer = { cancel() {} };

/** Returns a runtime whose timers can all be ended at once, as the end of a process ends them. */
export function createMortal(runtime: Runtime): { readonly runtime: Runtime; readonly end: () => void } {
  const timers = new Set<Timer>();
  let isOver = false;
  const keep = (set: (done: () => void) => Timer): Timer => {
    if (isOver) return NO_TIMER;
    let own: Timer | undefined;
    const forget = (): void => {
      if (own) timers.delete(own);
    };
    const timer = set(forget);
    own = {
      cancel: () => {
        forget();
        timer.cancel();
      },
    };
    timers.add(own);
    return own;
  };
  const once =
    (run: () => void, done: () => void): (() => void) =>
    () => {
      done();
      run();
    };
  return {
    runtime: {
      ...runtime,
      setTimeout: (run, ms, options) => keep((done) => runtime.setTimeout(once(run, done), ms, options)),
      setInterval: (run, ms, options) => keep(() => runtime.setInterval(run, ms, options)),
      setImmediate: (run) => keep((done) => runtime.setImmediate(once(run, done))),
    },
    end: () => {
      isOver = true;
      for (const timer of timers) timer.cancel();
    },
  };
}
