import type { Link } from "./link.ts";

interface Parcel {
  /** Undefined for the end of the stream. */
  readonly bytes: Buffer | undefined;
  readonly due: number;
}

/** As much as Node reads from a socket at once. */
const PIECE_BYTES = 64 * 1024;

/** One direction of a connection: bytes arrive late, in order, and not faster than the receiver reads. */
export class Lane {
  readonly #link: Link;
  /** Gives bytes to the receiver. Returns false when it wants no more for now. */
  readonly #deliver: (bytes: Buffer | undefined) => boolean;
  readonly #waiting: Parcel[] = [];
  /** Called when there is space for more bytes. */
  readonly #blocked: (() => void)[] = [];
  #timer: NodeJS.Timeout | undefined;
  #free = 0;
  #heldBytes = 0;
  #isReading = true;
  #isSilent = false;

  constructor(link: Link, deliver: (bytes: Buffer | undefined) => boolean) {
    this.#link = link;
    this.#deliver = deliver;
  }

  /** Sends bytes; calls `done` when the kernel has taken them. */
  write(bytes: Buffer, done: () => void): void {
    // In pieces, so that a receiver can stop in the middle of a long write.
    for (let at = 0; at < bytes.length; at += PIECE_BYTES) this.#push(bytes.subarray(at, at + PIECE_BYTES));
    this.#heldBytes += bytes.length;
    if (this.#heldBytes <= this.#link.bufferBytes) done();
    else this.#blocked.push(done);
  }

  end(): void {
    this.#push(undefined);
  }

  /** The receiver wants more bytes. */
  read(): void {
    this.#isReading = true;
    this.#pump();
  }

  silence(): void {
    this.#isSilent = true;
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#waiting.length = 0;
    this.#isSilent = true;
    for (const done of this.#blocked.splice(0)) done();
  }

  #push(bytes: Buffer | undefined): void {
    if (this.#isSilent) return;
    this.#free = this.#link.schedule(bytes?.length ?? 0, this.#free);
    this.#waiting.push({ bytes, due: this.#free });
    if (!this.#timer) this.#wait();
  }

  #pump(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    while (this.#isReading && !this.#isSilent) {
      const [head] = this.#waiting;
      if (!head) return;
      if (Math.max(head.due, this.#link.stalledUntil) > performance.now()) {
        this.#wait();
        return;
      }
      this.#waiting.shift();
      this.#isReading = this.#deliver(head.bytes);
      this.#heldBytes -= head.bytes?.length ?? 0;
      while (this.#blocked.length > 0 && this.#heldBytes <= this.#link.bufferBytes) this.#blocked.shift()?.();
    }
  }

  #wait(): void {
    const [head] = this.#waiting;
    if (!head) return;
    const due = Math.max(head.due, this.#link.stalledUntil);
    this.#timer = setTimeout(() => this.#pump(), Math.max(0, Math.ceil(due - performance.now())));
  }
}
