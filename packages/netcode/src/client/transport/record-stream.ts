import { RecordReader, type StreamRecord } from "../../core/polling/records.ts";
import type { Runtime } from "../../core/runtime.ts";

/** A stream is judged after so many answers to requests: in a game they take one to three seconds. */
const JUDGED_ANSWERS = 40;
/** A piece that is so much older than an answer was kept back, in ms. A game sends 20 to 60 a second. */
const LATE_MS = 150;
/** So many of the answers may come when a piece is late. A lost packet delays some. */
const MAX_LATE = 4;
/** How much later than a request's answer the first piece may come, in ms. */
const FIRST_LATE_MS = 250;
/** The server says something twice a second at least, in ms. */
const SILENCE_MS = 800;

export interface StreamOwner {
  /** The stream has brought everything at once in its trial. */
  onProven(): void;
  onRecord(record: StreamRecord): void;
  /** The stream has ended, or is of no use. */
  onEnd(): void;
}

/**
 * An answer that the server writes piece by piece. A proxy that keeps pieces back raises no error, so the stream is
 * tried out before anything is left to it, and watched after that. Requests are what it is compared with: while they
 * are answered, pieces have to come too. Neither a busy page nor a busy server makes a difference between them.
 */
export class RecordStream {
  readonly #runtime: Runtime;
  readonly #owner: StreamOwner;
  readonly #abort = new AbortController();
  readonly #reader = new RecordReader();
  readonly #firstLimitMs: number;
  #heardAt: number;
  #hasBegun = false;
  #isProven = false;
  #isOver = false;
  #answers = 0;
  #late = 0;

  /** `ask` sends the request for the stream. `roundTripMs` is what its way takes. */
  constructor(
    runtime: Runtime,
    owner: StreamOwner,
    roundTripMs: number,
    ask: (signal: AbortSignal) => Promise<Response>,
  ) {
    this.#runtime = runtime;
    this.#owner = owner;
    this.#firstLimitMs = roundTripMs + FIRST_LATE_MS;
    this.#heardAt = runtime.now();
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

  /** A request was answered, and the server has written a piece not long before. */
  compare(): void {
    if (this.#isOver) return;
    const silentMs = this.#runtime.now() - this.#heardAt;
    if (silentMs > (this.#hasBegun ? SILENCE_MS : this.#firstLimitMs)) this.#end();
    if (!this.#hasBegun || this.#isOver) return;
    if (silentMs > LATE_MS) this.#late++;
    if (this.#late > MAX_LATE) this.#end();
    else if (++this.#answers >= JUDGED_ANSWERS) this.#pass();
  }

  async #read(ask: (signal: AbortSignal) => Promise<Response>): Promise<void> {
    const { ok, body } = await ask(this.#abort.signal);
    const reader = ok ? body?.getReader() : undefined;
    for (let part = await reader?.read(); part?.value; part = await reader?.read()) this.#take(part.value);
  }

  #take(bytes: Uint8Array): void {
    if (this.#isOver) return;
    this.#hasBegun = true;
    this.#heardAt = this.#runtime.now();
    for (const record of this.#reader.push(bytes)) if (record && !this.#isOver) this.#owner.onRecord(record);
  }

  #pass(): void {
    this.#answers = this.#late = 0;
    if (this.#isProven) return;
    this.#isProven = true;
    this.#owner.onProven();
  }

  #end(): void {
    if (this.#isOver) return;
    this.stop();
    this.#owner.onEnd();
  }
}
