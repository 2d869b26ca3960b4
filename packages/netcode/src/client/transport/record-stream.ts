import { RecordReader, type StreamRecord } from "../../core/polling/records.ts";
import type { Runtime } from "../../core/runtime.ts";

/** A trial takes so many pieces, and this long at most, in ms. A game sends 20 to 60 a second. */
const TRIAL_PIECES = 40;
const TRIAL_LIMIT_MS = 6000;
/** How much later than a request's answer the first byte may come, in ms. */
const LATE_MS = 250;
/** Pieces that come together, on average: in a trial, and later over so many reads. A lost packet delays some, too. */
const TRIAL_TOGETHER = 1.3;
const USED_TOGETHER = 2;
const USED_READS = 60;
/** The server says something every second, and nothing for so long means that something keeps it back, in ms. */
const SILENCE_MS = 3000;

export interface StreamOwner {
  /** The stream has brought everything at once in its trial. */
  onProven(): void;
  onRecord(record: StreamRecord): void;
  /** The stream has ended, is of no use, or is a different one than it was. */
  onEnd(): void;
}

/**
 * An answer that the server writes piece by piece. A proxy that keeps pieces back raises no error, so the stream is
 * tried out before anything is left to it, and watched after that.
 */
export class RecordStream {
  readonly #runtime: Runtime;
  readonly #owner: StreamOwner;
  readonly #abort = new AbortController();
  readonly #reader = new RecordReader();
  readonly #latestMs: number;
  readonly #openedAt: number;
  #heardAt: number;
  #isProven = false;
  #isOver = false;
  #pieces = 0;
  #reads = 0;

  /** `ask` sends the request for the stream. `roundTripMs` is what its way takes. */
  constructor(
    runtime: Runtime,
    owner: StreamOwner,
    roundTripMs: number,
    ask: (signal: AbortSignal) => Promise<Response>,
  ) {
    this.#runtime = runtime;
    this.#owner = owner;
    this.#latestMs = roundTripMs + LATE_MS;
    this.#openedAt = this.#heardAt = runtime.now();
    void this.#read(ask).then(
      () => this.#end(),
      () => this.#end(),
    );
  }

  get isProven(): boolean {
    return this.#isProven;
  }

  /** Ends the stream, and tells nobody. */
  stop(): void {
    this.#isOver = true;
    this.#abort.abort();
  }

  /** Notices silence. Call it about twice a second. */
  check(): void {
    const now = this.#runtime.now();
    const isLate =
      !this.#isProven && (this.#reads === 0 ? now - this.#openedAt > this.#latestMs : this.#isTooLong(now));
    if (isLate || now - this.#heardAt > SILENCE_MS) this.#end();
  }

  #isTooLong(now: number): boolean {
    return now - this.#openedAt > TRIAL_LIMIT_MS;
  }

  async #read(ask: (signal: AbortSignal) => Promise<Response>): Promise<void> {
    const { ok, body } = await ask(this.#abort.signal);
    const reader = ok ? body?.getReader() : undefined;
    for (let part = await reader?.read(); part?.value; part = await reader?.read()) this.#take(part.value);
  }

  #take(bytes: Uint8Array): void {
    if (this.#isOver) return;
    this.#heardAt = this.#runtime.now();
    const pieces = this.#reader.push(bytes);
    this.#reads++;
    this.#pieces += pieces.length;
    for (const record of pieces) if (record && !this.#isOver) this.#owner.onRecord(record);
    if (!this.#isOver) this.#judge();
  }

  #judge(): void {
    const together = this.#pieces / this.#reads;
    if (!this.#isProven) {
      if (this.#pieces < TRIAL_PIECES) return;
      if (together > TRIAL_TOGETHER) {
        this.#end();
        return;
      }
      this.#isProven = true;
      this.#owner.onProven();
    } else {
      if (this.#reads < USED_READS) return;
      if (together > USED_TOGETHER) this.#end();
    }
    this.#reads = this.#pieces = 0;
  }

  #end(): void {
    if (this.#isOver) return;
    this.stop();
    this.#owner.onEnd();
  }
}
