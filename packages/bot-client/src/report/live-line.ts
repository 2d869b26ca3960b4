import type { WriteStream } from "node:tty";

import type { Tally } from "./tally.ts";

/** Where nobody watches, a line goes to the log only every few seconds. */
const SECONDS_BETWEEN_LOGGED_LINES = 5;

/** Says how the swarm is doing: a line rewritten in place on a terminal, a line now and then elsewhere. */
export class LiveLine {
  readonly #stream: WriteStream;
  readonly #startedAt = performance.now();
  #updates = 0;

  constructor(stream: WriteStream) {
    this.#stream = stream;
  }

  /** To be called once a second. */
  update(tally: Tally): void {
    const line = this.#describe(tally);
    if (this.#stream.isTTY) this.#stream.write(`\r${line.slice(0, this.#stream.columns - 1)}\u001B[K`);
    else if (++this.#updates % SECONDS_BETWEEN_LOGGED_LINES === 0) this.#stream.write(`${line}\n`);
  }

  /** Leaves the line so that what follows starts on a fresh one. */
  end(): void {
    if (this.#stream.isTTY) this.#stream.write("\r\u001B[K");
  }

  #describe({ playing, joined, failed, kills, recent }: Tally): string {
    const seconds = ((performance.now() - this.#startedAt) / 1000).toFixed(0);
    const parts = [
      `${seconds} s`,
      `${playing} playing`,
      `${joined} joined`,
      `${failed} failed`,
      `${kills} kills`,
      `${recent.inputs.toFixed(1)} inputs/s`,
      `${recent.patches.toFixed(1)} patches/s`,
      `${(recent.bytes / 1000).toFixed(1)} kB/s`,
      `ping ${recent.ping.toFixed(0)} ms`,
    ];
    return parts.join("  ");
  }
}
