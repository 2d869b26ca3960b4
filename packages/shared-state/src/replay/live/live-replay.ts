import type { Arena } from "../../arena/arena.ts";
import { CHUNK, decodeEnvelope, ENVELOPE_BYTES, readChunks, type Chunk } from "../chunks.ts";
import { decodeHeader, type ReplayHeader } from "../header.ts";
import { MAX_HEADER_BYTES, MAX_SECONDS, MAX_SEGMENT_BYTES } from "../limits.ts";
import { decodeLook, type LookRecord } from "../look-record.ts";
import { decodeName, type NameRecord } from "../name-record.ts";
import { ReplayError } from "../replay-error.ts";
import { arenaOf, bytesOf, guarded, inflateMap } from "../replay-file.ts";
import type { ReplaySource } from "../replay-source.ts";
import { decodeKeyframe, decodeSegment, type DecodedSegment, type Second } from "../segment.ts";
import { FRAGMENT_SECONDS } from "./fragment.ts";

/** The seconds after a keyframe that have arrived. */
interface LiveSegment {
  readonly second: number;
  readonly seconds: Second[];
}

/**
 * A round that is followed while it is played. It begins with an opening and grows with each fragment. Only its first
 * segment has a keyframe: to seek back plays from there. Methods throw a `ReplayError` with a sentence for the viewer.
 */
export class LiveReplay implements ReplaySource {
  readonly header: ReplayHeader;
  readonly arena: Arena;
  readonly mapBytes: Uint8Array;
  readonly names = new Map<number, NameRecord>();
  readonly looks = new Map<number, LookRecord>();
  readonly keyframes = 1;
  readonly segments: LiveSegment[];
  /** Number of the fragment that is needed next. */
  next: number;
  /** Whether the recording was ended. */
  isComplete = false;
  readonly #first: number;
  readonly #keyframe: Uint8Array;
  /** Seconds of the round before the opening are left out. */
  #skipped: number;

  private constructor(opening: Uint8Array, second: number) {
    const { rules } = decodeEnvelope(opening);
    const { chunks } = readChunks(opening, ENVELOPE_BYTES);
    const headerBytes = bytesOf(chunks, CHUNK.header, "header");
    if (headerBytes.length > MAX_HEADER_BYTES) throw new ReplayError("The header of this replay is too large.");
    this.header = decodeHeader(headerBytes);
    if (this.header.rules !== rules)
      throw new ReplayError("The header of this replay names other rules than its start.");
    this.mapBytes = inflateMap(bytesOf(chunks, CHUNK.map, "map"));
    this.arena = arenaOf(this.header.map, this.mapBytes);
    this.#keyframe = decodeKeyframe(bytesOf(chunks, CHUNK.keyframe, "keyframe"), undefined);
    this.#read(chunks.filter(({ type }) => type === CHUNK.name || type === CHUNK.look));
    this.#first = second;
    this.next = Math.floor(second / FRAGMENT_SECONDS);
    this.#skipped = second % FRAGMENT_SECONDS;
    this.segments = [{ second: 0, seconds: [] }];
  }

  /** Begins with an opening, and the second of the round that it is for. */
  static open(opening: Uint8Array, second: number): LiveReplay {
    return guarded(() => new LiveReplay(opening, second));
  }

  /** Number of seconds since the opening. */
  get seconds(): number {
    const last = this.segments.at(-1);
    return last ? last.second + last.seconds.length : 0;
  }

  /** The second of the round at which this begins. */
  get firstSecond(): number {
    return this.#first;
  }

  /** Adds the next fragment. */
  append(fragment: Uint8Array): void {
    guarded(() => {
      const { chunks, isWhole } = readChunks(fragment, 0);
      if (!isWhole || this.isComplete) throw new ReplayError("A part of this round does not belong to it.");
      this.#read(chunks);
      this.next++;
    });
  }

  keyframe(index: number): Uint8Array {
    if (index !== 0) throw new ReplayError("This replay has no such part.");
    return this.#keyframe;
  }

  decode(index: number): DecodedSegment {
    const segment = this.segments[index];
    if (!segment) throw new ReplayError("This replay has no such part.");
    return { seconds: segment.seconds, damaged: undefined };
  }

  #read(chunks: readonly Chunk[]): void {
    for (const { type, data, isIntact } of chunks) {
      if (!isIntact) throw new ReplayError("A part of this round was damaged on its way.");
      switch (type) {
        case CHUNK.name: {
          const record = decodeName(data);
          this.names.set(record.ordinal, record);
          break;
        }
        case CHUNK.look: {
          const record = decodeLook(data);
          this.looks.set(record.ordinal, record);
          break;
        }
        case CHUNK.keyframe:
          if (this.#skipped === 0 && this.seconds > 0) this.segments.push({ second: this.seconds, seconds: [] });
          break;
        case CHUNK.segment:
          this.#add(data);
          break;
        case CHUNK.end:
          this.isComplete = true;
          break;
        default:
          throw new ReplayError("A part of this round does not belong to it.");
      }
    }
  }

  #add(data: Uint8Array): void {
    if (data.length > MAX_SEGMENT_BYTES || this.seconds > MAX_SECONDS)
      throw new ReplayError("A part of this round is larger than it may be.");
    if (this.#skipped > 0) {
      // What comes before an opening ends where the opening begins.
      this.#skipped -= Math.min(this.#skipped, data[0] ?? 0);
      return;
    }
    const { seconds, damaged } = decodeSegment(data);
    if (damaged !== undefined) throw new ReplayError("A part of this round was damaged on its way.");
    this.segments.at(-1)?.seconds.push(...seconds);
  }
}
