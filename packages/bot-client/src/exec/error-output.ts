import { stripVTControlCharacters } from "node:util";

import { LineReader, TOO_LONG } from "./line-reader.ts";

const MAX_LINE_BYTES = 4096;
/** Shown of a program at most, and how much more it may say for each step. */
const MAX_BYTES = 65_536;
const BYTES_PER_STEP = 512;
/** What names an exception, in most languages. */
const EXCEPTION = /^(uncaught |panic: )?[\w.:]*(error|exception|panic)\b/i;

/** Shows what a program writes to its standard error, up to a point, and remembers why it ended. */
export class ErrorOutput {
  readonly #reader = new LineReader(MAX_LINE_BYTES);
  readonly #show: (line: string) => void;
  #bytesLeft = MAX_BYTES;
  #isCut = false;
  #exception: string | undefined;
  #last: string | undefined;

  /** `show` is given lines without control characters, so that no program can write to a terminal as it likes. */
  constructor(show: (line: string) => void) {
    this.#show = show;
  }

  /** The line that says best what went wrong; undefined when it has said nothing. */
  get reason(): string | undefined {
    return this.#exception ?? this.#last;
  }

  /** A new step: it may say a little more. */
  refill(): void {
    this.#bytesLeft = Math.min(MAX_BYTES, this.#bytesLeft + BYTES_PER_STEP);
  }

  read(chunk: Buffer): void {
    // Of a flood only the end matters, which may say why the program ended.
    const part = chunk.subarray(-(this.#bytesLeft + MAX_LINE_BYTES));
    for (const line of this.#reader.read(part, Infinity).lines) this.#take(line === TOO_LONG ? "..." : plain(line));
  }

  #take(line: string): void {
    if (line.trim() !== "") this.#last = line;
    if (EXCEPTION.test(line)) this.#exception = line;
    const fits = this.#bytesLeft >= line.length;
    if (fits) {
      this.#bytesLeft -= line.length;
      this.#show(line);
    } else if (!this.#isCut) {
      this.#show("(it writes too much; some of it is not shown)");
    }
    this.#isCut = !fits;
  }
}

/** Text of a program without what a terminal would obey. */
export function plain(text: string): string {
  return stripVTControlCharacters(text).replaceAll(/[\p{Cc}\p{Cf}]/gu, " ");
}
