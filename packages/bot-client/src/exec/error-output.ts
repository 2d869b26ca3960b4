import { stripVTControlCharacters } from "node:util";

import { LineReader, TOO_LONG } from "./line-reader.ts";

const MAX_LINE_BYTES = 4096;
/** Maximum number of bytes that are shown of a program's output, and the additional bytes allowed for each step. */
const MAX_BYTES = 65_536;
const BYTES_PER_STEP = 512;
/** Matches the line that names an exception, in most languages. */
const EXCEPTION = /^(uncaught |panic: )?[\w.:]*(error|exception|panic)\b/i;

/** Shows a program's standard error, up to a limit, and remembers why it ended. */
export class ErrorOutput {
  readonly #reader = new LineReader(MAX_LINE_BYTES);
  readonly #show: (line: string) => void;
  #bytesLeft = MAX_BYTES;
  #isCut = false;
  /** The exception line among the lines shown so far. */
  #exception: string | undefined;
  #last: string | undefined;
  /** The end of the output that is not shown. */
  #tail: Buffer = Buffer.alloc(0);

  /** `show` receives lines without control characters, so that no program can control the terminal. */
  constructor(show: (line: string) => void) {
    this.#show = show;
  }

  /** The line that best describes the error; undefined when it has printed nothing. */
  get reason(): string | undefined {
    const lines = this.#tail.toString("utf8").split("\n").map(plain);
    const last = lines.findLast((line) => line.trim() !== "");
    return lines.findLast((line) => EXCEPTION.test(line)) ?? this.#exception ?? last ?? this.#last;
  }

  /** Begins a new step: the program may print a little more. */
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
    // The last words may come in several chunks. The copy is short: a slice would keep the whole chunk in memory.
    if (isCut) this.#tail = Buffer.from(Buffer.concat([this.#tail, chunk]).subarray(-MAX_LINE_BYTES));
  }

  #take(line: string): void {
    if (line.trim() !== "") this.#last = line;
    if (EXCEPTION.test(line)) this.#exception = line;
    this.#show(line);
  }
}

/** Removes terminal control characters from a program's text. */
export function plain(text: string): string {
  return stripVTControlCharacters(text).replaceAll(/[\p{Cc}\p{Cf}]/gu, " ");
}
