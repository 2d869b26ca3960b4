import { concat } from "../concat.ts";

/**
 * A round that is still being played is published as fragments. Each has this many seconds of it, and its number says
 * which. The time of a fragment begins with the recording.
 */
export const FRAGMENT_SECONDS = 2;

/** Deflate looks back at most this far. */
const WINDOW_BYTES = 32 * 1024;

/**
 * The bytes that the next part of a segment may resemble: what was written of the segment before. So short parts are
 * nearly as small as a whole segment.
 */
export class Dictionary {
  #bytes: Uint8Array = new Uint8Array();

  /** The last bytes of the segment; undefined at its beginning. */
  get bytes(): Uint8Array | undefined {
    return this.#bytes.length > 0 ? this.#bytes : undefined;
  }

  add(part: Uint8Array): void {
    this.#bytes = concat(this.#bytes, part).slice(-WINDOW_BYTES);
  }

  clear(): void {
    this.#bytes = new Uint8Array();
  }
}
