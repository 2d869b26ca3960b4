import { stripVTControlCharacters } from "node:util";

import { LineReader, TOO_LONG } from "./line-reader.ts";

const MAX_LINE_BYTES = 4096;
/** Shown of a program at most, and how much more it may say for each step. */
const MAX_BYTES = 65_536;
const BYTES_PER_STEP = 512;
/** Matches the line that names an exception, in most languages. */
const EXCEPTION = /^(uncaught |panic: )?[\w.:]*(error|exception|panic)\b/i;

/** Shows what a program writes to its standard error, up to a point, and remembers why it ended. */
export class ErrorOutput {
  readonly #reader = new LineReader(MAX_LINE_BYTES);
  readonly #show: (line: string) => void;
  #bytesLeft = MAX_BYTES;
  #isCut = false;
  /** The exception line among the lines shown so far. */
  #exception: string | undefined;
  #last: string | undefined;
  /** The end of what is not. */
  #tail: Buffer = Buffer.alloc(0);

  /** `show` is given lines without control characters, so that no program can write to a terminal as it likes. */
  constructor(show: (line: string) => void) {
    this.#show = show;
  }

  /** The line that says best what went wrong; undefined when it has said nothing. */
  get reason(): string | undefined {
    const lines = this.#tail.toString("utf8").split("\n").map(plain);
    const last = lines.findLast((line) => line.trim() !== "");
    return lines.findLast((line) => EXCEPTION.test(line)) ?? this.#exception ?? last ?? this.#last;
  }

  /** A new step: it may say a little more. */
  refill(): void {
    this.#bytesLeft = Math.min(MAX_BYTES, this.#bytesLeft + BYTES_PER_STEP);
  }

  read(chunk: Buffer): void {
    const shown = chunk.subarray(0, this.#bytesLeft);
    this.#bytesLeft -= shown.length;
    for (const line of this.#reader.read(shown, Infinity).lines) this.#take(line === TOO_LONG ? "..." : plain(line));
    const isCut = shown.length < chunk.length;
    if (isCut && !this.#isCut) this.#show("(it writes too much; some of it is not shown)");
    this.#isCut = isCut;
    // A copy: a slice would keep all of the chunk.
    if (isCut) this.#tail = Buffer.from(chunk.subarray(-MAX_LINE_BYTES));
  }

  #take(line: string): void {
    if (line.trim() !== "") this.#last = line;
    if (EXCEPTION.test(line)) this.#exception = line;
    this.#show(line);
  }
}

/** Text of a program without what a terminal would obey. */
export function plain(text: string): string {
  return stripVTControlCharacters(text).replaceAll(/[\p{Cc}\p{Cf}]/gu, " ");
}
