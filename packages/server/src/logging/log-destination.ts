import type { Runtime } from "@fray/netcode/core";
import { Buffer } from "node:buffer";

/** Writes bytes and calls back when they are written, or with the error. Only one write runs at a time. */
export type Write = (bytes: Buffer, done: (error: unknown) => void) => void;

/**
 * Maximum number of bytes that may wait. A reader that pauses for a while loses no lines, and a reader that has
 * stopped costs no more memory than this.
 */
const MAX_WAITING_BYTES = 512 * 1024;

interface Options {
  readonly write: Write;
  readonly runtime: Runtime;
  readonly maxWaitingBytes?: number;
  /** Called when lines can be written again, with the number of lost lines. */
  readonly onRecovered: (lost: number) => void;
}

/**
 * A log destination that never blocks: a full disk or a stalled reader costs lines and nothing else. By default the
 * logger retries until a line is written, and the process stops for that time, also at its exit.
 */
export class LogDestination {
  /** Lines that were not written since the start. */
  lost = 0;
  readonly #write: Write;
  readonly #runtime: Runtime;
  readonly #maxWaitingBytes: number;
  readonly #onRecovered: (lost: number) => void;
  #waiting: string[] = [];
  #waitingBytes = 0;
  #isWriting = false;
  #lostSinceReport = 0;
  #whenIdle: (() => void)[] = [];

  constructor({ write, runtime, maxWaitingBytes = MAX_WAITING_BYTES, onRecovered }: Options) {
    this.#write = write;
    this.#runtime = runtime;
    this.#maxWaitingBytes = maxWaitingBytes;
    this.#onRecovered = onRecovered;
  }

  /** Whether a write is running. */
  get isWriting(): boolean {
    return this.#isWriting;
  }

  /** Queues a line, or drops it when too many wait. */
  write(line: string): void {
    const bytes = Buffer.byteLength(line);
    if (this.#waitingBytes + bytes > this.#maxWaitingBytes) {
      this.#lose(1);
      return;
    }
    this.#waiting.push(line);
    this.#waitingBytes += bytes;
    if (!this.#isWriting) this.#writeNext();
  }

  /** Resolves when all lines are written or lost, or after `limitMs`. */
  flush(limitMs: number): Promise<void> {
    if (!this.#isWriting) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = this.#runtime.setTimeout(resolve, limitMs);
      this.#whenIdle.push(() => {
        timer.cancel();
        resolve();
      });
    });
  }

  #writeNext(): void {
    const lines = this.#waiting;
    const bytes = Buffer.from(lines.join(""));
    this.#waiting = [];
    this.#isWriting = true;
    this.#write(bytes, (error) => {
      this.#isWriting = false;
      this.#waitingBytes -= bytes.length;
      if (error) this.#lose(lines.length);
      if (this.#waiting.length > 0) this.#writeNext();
      else this.#settle(!error);
    });
  }

  /** Marks the queue as empty. */
  #settle(isWritable: boolean): void {
    const lost = this.#lostSinceReport;
    if (isWritable && lost > 0) {
      this.#lostSinceReport = 0;
      this.#onRecovered(lost);
    }
    if (this.#isWriting) return;
    for (const resolve of this.#whenIdle.splice(0)) resolve();
  }

  #lose(lines: number): void {
    this.lost += lines;
    this.#lostSinceReport += lines;
  }
}
