import type { Fault } from "./fault.ts";

/** More than the first start writes. */
const FIRST_WRITES = 60;
/** A finished round takes three writes. */
const MOST_WRITES = 5;

/** Commits of the store fail, are slow, are done but not confirmed, or are confirmed by a disk that lies. */
export const storage: Fault = {
  hits: "nobody",
  run({ machine: { store }, later }, { ms, size }) {
    if (size >= 0.7) {
      store.lie();
      return;
    }
    store.fault = size < 0.35 ? "fails" : size < 0.5 ? "slow" : "unconfirmed";
    later(ms, () => (store.fault = "none"));
  },
};

/**
 * The server is killed, or the power of its machine is cut: in its first start, or later, and then at once or before
 * one of its next writes. It starts again on what the disk holds.
 */
export const crash: Fault = {
  hits: "nobody",
  isEarly: true,
  run({ machine, later }, { at, ms, size }) {
    const how = { isKill: (size * 1000) % 1 < 0.5, ms };
    if (size < 0.3) machine.crash({ ...how, writes: Math.floor((size / 0.3) * FIRST_WRITES) });
    else if (size < 0.6) later(at, () => machine.crash(how));
    else later(at, () => machine.crash({ ...how, writes: Math.floor(((size - 0.6) / 0.4) * MOST_WRITES) }));
  },
};

/** Neither files nor commits find space: from the beginning on, or later. */
export const fullDisk: Fault = {
  hits: "nobody",
  isEarly: true,
  run({ machine, later }, { at, ms, size }) {
    const from = size < 0.3 ? 0 : at;
    if (from === 0) machine.fill(true);
    else later(from, () => machine.fill(true));
    later(from + ms, () => machine.fill(false));
  },
};
