import type { Fault } from "./fault.ts";

const after = (ms: number, run: () => void): void => void setTimeout(run, ms);

/** The round trip grows, and it varies. */
export const latency: Fault = {
  hits: "actor",
  run({ link }, { ms, size }) {
    const before = link.options;
    link.options = { ...before, roundTripMs: 50 + size * 600, jitterMs: size * 80 };
    after(ms * 3, () => (link.options = before));
  },
};

/** Nothing arrives for a while. Then everything does. */
export const stalls: Fault = {
  hits: "actor",
  run({ link }, { ms }) {
    link.stall(ms);
  },
};

/** Every connection breaks, and new ones fail for a while. */
export const cuts: Fault = {
  hits: "actor",
  run({ link }, { ms, size }) {
    if (size < 0.3) {
      link.breakConnections();
      return;
    }
    link.cut();
    after(ms, () => link.restore());
  },
};

/** The open connections go silent, and neither end is told. */
export const halfOpen: Fault = {
  hits: "actor",
  run({ link }) {
    link.silence();
  },
};

/** The connection carries less than the game needs. */
export const slowReaders: Fault = {
  hits: "actor",
  run({ link }, { ms, size }) {
    const before = link.options;
    link.options = { ...before, bytesPerSecond: 300 + size * 6000, bufferBytes: 4096 };
    after(ms * 2, () => (link.options = before));
  },
};
