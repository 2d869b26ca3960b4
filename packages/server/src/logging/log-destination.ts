import { Buffer } from "node:buffer";

/** What lines are written to: calls back when a piece is out, or with why it is not. Only one piece is under way at a time. */
export type Write = (bytes: Buffer, done: (error: unknown) => void) => void;

/** Lines that may wait. A reader that pauses for a while misses none of them, and one that stands still costs no more. */
const MAX_WAITING_BYTES = 512 * 1024;

interface Options {
  readonly write: Write;
  readonly maxWaitingBytes?: number;
  /** Lines get through again, after so many were lost. */
  readonly onRecovered: (lost: number) => void;
}

/**
 * Where the log goes, in a way that never waits: a full disk or a reader that stands still costs lines and nothing else. As
 * shipped, the logger tries until a line is out, and the process stands still for as long, at its end too.
 */
export class LogDestination {
  /** Lines that were not written, since the start. */
  lost = 0;
  readonly #write: Write;
  readonly #maxWaitingBytes: number;
  readonly #onRecovered: (lost: number) => void;
  #waiting: string[] = [];
  #waitingBytes = 0;
  #isWriting = false;
  #lostSinceSaid = 0;
  #whenIdle: (() => void)[] = [];

  constructor({ write, maxWaitingBytes = MAX_WAITING_BYTES, onRecovered }: Options) {
    this.#write = write;
    this.#maxWaitingBytes = maxWaitingBytes;
    this.#onRecovered = onRecovered;
  }

  /** Whether a piece is still under way. */
  get isWriting(): boolean {
    return this.#isWriting;
  }

  /** Takes a line to be written, or drops it where too many wait. */
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

  /** Resolves when all lines are out or lost, or when `limitMs` are over. */
  flush(limitMs: number): Promise<void> {
    if (!this.#isWriting) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, limitMs);
      this.#whenIdle.push(() => {
        clearTimeout(timer);
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

  /** Nothing waits any more. */
  #settle(isWritable: boolean): void {
    const lost = this.#lostSinceSaid;
    if (isWritable && lost > 0) {
      this.#lostSinceSaid = 0;
      this.#onRecovered(lost);
    }
    if (this.#isWriting) return;
    for (const resolve of this.#whenIdle.splice(0)) resolve();
  }

  #lose(lines: number): void {
    this.lost += lines;
    this.#lostSinceSaid += lines;
  }
}
