import type { ServerResponse } from "node:http";

import { PROBE, writeNumber, writeRecord, type StreamRecord } from "../../core/polling/records.ts";
import type { Reply } from "./reply.ts";

/** An answer without an end, on which records leave one by one; or none, while the peer has asked for none. */
export class AnswerStream {
  #response: ServerResponse | undefined;
  /** The number that the peer gives to the next record. */
  #expected: number | undefined;
  #isIdle = false;

  get isOpen(): boolean {
    return this.#response !== undefined;
  }

  /** Bytes that the line has not taken yet. */
  get waitingBytes(): number {
    return this.#response?.writableLength ?? 0;
  }

  /** Begins a new stream as the answer to a request. It takes the place of any other. */
  open(reply: Reply): void {
    this.end();
    const response = reply.stream();
    if (!response) return;
    this.#response = response;
    this.#expected = undefined;
    response.on("close", () => {
      if (this.#response === response) this.#response = undefined;
    });
    this.probe();
  }

  write({ number, frames }: StreamRecord): void {
    const response = this.#response;
    if (!response) return;
    const record = writeRecord(frames);
    // Both in one piece, as every piece has headers of its own below.
    response.write(number === this.#expected ? record : Buffer.concat([writeNumber(number), record]));
    this.#expected = number + 1;
    this.#isIdle = false;
  }

  /** Shows that the stream is still there, if nothing was written since the last call. Call it four times a second. */
  keepAlive(): void {
    if (this.#isIdle) this.probe();
    this.#isIdle = !this.#isIdle;
  }

  /** Writes something that says nothing. */
  probe(): void {
    this.#response?.write(PROBE);
  }

  /** Ends the stream after everything that was written. */
  end(): void {
    this.#response?.end();
    this.#response = undefined;
  }

  /** Ends the stream at once. */
  cut(): void {
    this.#response?.destroy();
    this.#response = undefined;
  }
}
