import type { Fault } from "./fault.ts";

/** As much as a line holds that nobody limits. */
const BUFFER_BYTES = 256 * 1024;
const after = (ms: number, run: () => void): void => void setTimeout(run, ms);

/** The round trip grows, and it varies. */
export const latency: Fault = {
  hits: "actor",
  run({ link, line }, { ms, size }) {
    link.options = { ...link.options, roundTripMs: 50 + size * 600, jitterMs: size * 80 };
    after(ms, () => {
      const { roundTripMs = 0, jitterMs = 0 } = line();
      link.options = { ...link.options, roundTripMs, jitterMs };
    });
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
  run({ link, line }, { ms, size }) {
    link.options = { ...link.options, bytesPerSecond: 400 + size ** 2 * 6000, bufferBytes: 4096 };
    after(ms, () => {
      const { bytesPerSecond = Infinity, bufferBytes = BUFFER_BYTES } = line();
      link.options = { ...link.options, bytesPerSecond, bufferBytes };
    });
  },
};

/** From now on WebSockets do not pass, in one of three ways, while plain HTTP does. The open ones mostly break. */
export const noWebSockets: Fault = {
  hits: "actor",
  run({ link }, { ms, size }) {
    const webSockets = size < 0.5 ? "refused" : size < 0.75 ? "unanswered" : "swallowed";
    link.options = { ...link.options, webSockets };
    if (size % 0.25 < 0.2) link.breakWebSockets();
    after(ms, () => {
      link.options = { ...link.options, webSockets: "pass" };
    });
  },
};
