import type { Link } from "./link.ts";

interface Parcel {
  /** Undefined for the end of the stream. */
  readonly bytes: Buffer | undefined;
  /** Virtual time at which it would arrive on a free line. */
  readonly arrivesAt: number;
}

/** Payload of a TCP segment on most networks. A slow line delivers a long message in pieces of this size. */
const SEGMENT_BYTES = 1448;
/** As much as Node reads from a socket at once. A receiver can stop between two pieces. */
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
  /** Virtual time at which the line has carried everything before the first waiting parcel. */
  #freeAt = 0;
  /** When the first waiting parcel has arrived; undefined until it is the first one. */
  #due: number | undefined;
  #heldBytes = 0;
  #isReading = true;
  #isSilent = false;

  constructor(link: Link, deliver: (bytes: Buffer | undefined) => boolean) {
    this.#link = link;
    this.#deliver = deliver;
  }

  /** Bytes that were written and are not delivered. */
  get waitingBytes(): number {
    return Math.max(0, this.#heldBytes);
  }

  /** Sends bytes; calls `done` when the kernel has taken them. */
  write(bytes: Buffer, done: () => void): void {
    this.#heldBytes += bytes.length;
    const size = this.#link.isLimited ? SEGMENT_BYTES : PIECE_BYTES;
    for (let from = 0; from < bytes.length; from += size) this.#push(bytes.subarray(from, from + size));
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

  /** Delivers nothing any more. A writer notices it when the kernel's buffer is full. */
  silence(): void {
    this.#isSilent = true;
    this.#drop();
  }

  /** Delivers nothing any more, and takes everything. */
  stop(): void {
    this.silence();
    this.#heldBytes = -Infinity;
    for (const done of this.#blocked.splice(0)) done();
  }

  #drop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#waiting.length = 0;
  }

  #push(bytes: Buffer | undefined): void {
    if (this.#isSilent) return;
    this.#waiting.push({ bytes, arrivesAt: this.#link.arrivalTime() });
    if (!this.#timer && this.#isReading) this.#wait();
  }

  #pump(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    while (this.#isReading && !this.#isSilent) {
      const [head] = this.#waiting;
      if (!head) return;
      if (this.#dueOf(head) > performance.now()) {
        this.#wait();
        return;
      }
      this.#waiting.shift();
      this.#freeAt = this.#due ?? 0;
      this.#due = undefined;
      this.#isReading = this.#deliver(head.bytes);
      this.#heldBytes -= head.bytes?.length ?? 0;
      while (this.#blocked.length > 0 && this.#heldBytes <= this.#link.bufferBytes) this.#blocked.shift()?.();
    }
  }

  /** The rate counts that the line has when it begins to carry a parcel. */
  #dueOf({ bytes, arrivesAt }: Parcel): number {
    this.#due ??= Math.max(this.#freeAt, arrivesAt) + this.#link.carryingMs(bytes?.length ?? 0);
    return Math.max(this.#due, this.#link.stalledUntil);
  }

  #wait(): void {
    const [head] = this.#waiting;
    if (!head) return;
    this.#timer = setTimeout(() => this.#pump(), Math.max(0, Math.ceil(this.#dueOf(head) - performance.now())));
  }
}
