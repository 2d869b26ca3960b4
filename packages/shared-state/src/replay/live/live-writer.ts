import { CHUNK, encodeChunk } from "../chunks.ts";
import { concat } from "../concat.ts";
import { headOf } from "../file-writer.ts";
import { encodeHeader, utf8, type ReplayHeader } from "../header.ts";
import { encodeLook, type LookRecord } from "../look-record.ts";
import { encodeName, type NameRecord } from "../name-record.ts";
import { encodeKeyframe, encodeSegment, type Deflate, type Second } from "../segment.ts";
import { FRAGMENT_SECONDS } from "./fragment.ts";

/** A part of a round that is being played, ready to be sent. */
export type LivePart =
  /** The state at the beginning of a second. A viewer who comes then begins with it. */
  | { readonly type: "opening"; readonly second: number; readonly bytes: Uint8Array }
  | { readonly type: "fragment"; readonly index: number; readonly bytes: Uint8Array };

/**
 * Writes a round for those who follow it while it is played. Fragments have no keyframes, because who follows needs none:
 * an empty keyframe marks where one is, and the keyframes are in openings.
 */
export class LiveWriter {
  readonly #deflate: Deflate;
  readonly #head: readonly Uint8Array[];
  readonly #names: Uint8Array[] = [];
  #chunks: Uint8Array[] = [];
  #waiting: Second[] = [];
  #seconds = 0;

  /** `map` is the text of the map's file. */
  constructor(header: ReplayHeader, map: string, deflate: Deflate) {
    this.#deflate = deflate;
    this.#head = headOf(header, encodeHeader(header), utf8(map), deflate);
  }

  name(record: NameRecord): void {
    this.#announce(encodeChunk(CHUNK.name, encodeName(record)));
  }

  look(record: LookRecord): void {
    this.#announce(encodeChunk(CHUNK.look, encodeLook(record)));
  }

  /** Takes the state before the seconds that follow, and returns the opening for it. */
  keyframe(bytes: Uint8Array): LivePart {
    this.#endPart();
    this.#chunks.push(encodeChunk(CHUNK.keyframe));
    const state = encodeChunk(CHUNK.keyframe, encodeKeyframe(bytes, undefined, this.#deflate));
    return { type: "opening", second: this.#seconds, bytes: concat(...this.#head, ...this.#names, state) };
  }

  /** Takes a second, and returns the fragment that is complete with it. */
  second(second: Second): LivePart | undefined {
    this.#waiting.push(second);
    this.#seconds++;
    return this.#seconds % FRAGMENT_SECONDS === 0 ? this.#endFragment() : undefined;
  }

  /** Returns the last fragment. */
  end(): LivePart {
    this.#endPart();
    this.#chunks.push(encodeChunk(CHUNK.end));
    // A fragment that is complete has been given away, so this may be one without a second.
    const index = Math.floor(this.#seconds / FRAGMENT_SECONDS);
    return { type: "fragment", index, bytes: this.#take() };
  }

  /** Who comes later is told too. */
  #announce(chunk: Uint8Array): void {
    this.#names.push(chunk);
    this.#chunks.push(chunk);
  }

  #endFragment(): LivePart {
    this.#endPart();
    return { type: "fragment", index: this.#seconds / FRAGMENT_SECONDS - 1, bytes: this.#take() };
  }

  #endPart(): void {
    if (this.#waiting.length === 0) return;
    this.#chunks.push(encodeChunk(CHUNK.segment, encodeSegment(this.#waiting)));
    this.#waiting = [];
  }

  #take(): Uint8Array {
    const bytes = concat(...this.#chunks);
    this.#chunks = [];
    return bytes;
  }
}
