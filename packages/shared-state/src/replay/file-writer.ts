import { ByteWriter } from "@fray/netcode/core";

import { encodeMark, type BotMark } from "./bot-mark.ts";
import { genesisInput, LINK, linkInput, sealMessage } from "./chain.ts";
import { CHUNK, encodeChunk, encodeEnvelope } from "./chunks.ts";
import { concat } from "./concat.ts";
import { encodeHeader, utf8, type ReplayHeader } from "./header.ts";
import { KEYFRAMES_IN_A_ROW } from "./limits.ts";
import { encodeLook, type LookRecord } from "./look-record.ts";
import { encodeName, type NameRecord } from "./name-record.ts";
import { checksumsIn, encodeKeyframe, encodeSegment, type Deflate, type Second } from "./segment.ts";

/** What writing a replay takes from the platform. */
export interface WriterTools {
  /** Compresses to raw deflate data. */
  readonly deflate: Deflate;
  readonly sha256: (bytes: Uint8Array) => Uint8Array;
  /** Signs with Ed25519; undefined for a recording that nobody signs. */
  readonly sign?: ((message: Uint8Array) => Uint8Array) | undefined;
}

/** A signature covers so many seconds or so many bytes, whichever are complete first: it takes 73 bytes itself. */
const SEAL_SECONDS = 20;
const SEAL_BYTES = 2048;

/** Creates the parts of a file in their order. The caller appends them to the file. */
export class ReplayFileWriter {
  readonly #tools: WriterTools;
  readonly #genesis: Uint8Array;
  readonly #head: readonly Uint8Array[];
  #link: Uint8Array;
  #segments = 0;
  /** What the next signature covers so far: from which segment and link on, its checksums and its bytes. */
  #index = 0;
  #linkBefore: Uint8Array;
  #checksums: Uint8Array[] = [];
  #unsigned = { seconds: 0, bytes: 0 };
  #keyframe: Uint8Array | undefined;
  #keyframesInARow = 0;

  /** `map` is the text of the map's file. `headerBytes` is the header as it is stored in a file to go on with. */
  constructor(header: ReplayHeader, map: string, tools: WriterTools, headerBytes = encodeHeader(header)) {
    const { deflate, sha256 } = tools;
    this.#tools = tools;
    const mapBytes = utf8(map);
    this.#genesis = sha256(genesisInput(header.rules, sha256(headerBytes), sha256(mapBytes)));
    this.#link = this.#linkBefore = this.#genesis;
    this.#head = headOf(header, headerBytes, mapBytes, deflate);
  }

  /** The first part of the file. */
  get head(): readonly Uint8Array[] {
    return this.#head;
  }

  name(record: NameRecord): Uint8Array {
    return encodeChunk(CHUNK.name, encodeName(record));
  }

  look(record: LookRecord): Uint8Array {
    return encodeChunk(CHUNK.look, encodeLook(record));
  }

  mark(mark: BotMark): Uint8Array {
    return encodeChunk(CHUNK.mark, encodeMark(mark));
  }

  /** Begins a segment with its keyframe. */
  keyframe(bytes: Uint8Array): Uint8Array {
    const before = this.#keyframesInARow++ % KEYFRAMES_IN_A_ROW === 0 ? undefined : this.#keyframe;
    this.#keyframe = bytes;
    this.#advance(LINK.keyframe, bytes);
    return encodeChunk(CHUNK.keyframe, encodeKeyframe(bytes, before, this.#tools.deflate));
  }

  /** Ends a segment: its seconds, and a seal when enough of the file is not signed. */
  segment(seconds: readonly Second[]): Uint8Array[] {
    for (const second of seconds) this.#advance(LINK.second, second);
    const data = encodeSegment(seconds);
    this.#segments++;
    this.#checksums.push(checksumsIn(data));
    this.#unsigned.seconds += seconds.length;
    this.#unsigned.bytes += data.length;
    const isDue = this.#unsigned.seconds >= SEAL_SECONDS || this.#unsigned.bytes >= SEAL_BYTES;
    return [encodeChunk(CHUNK.segment, data), ...(isDue ? this.#seal() : [])];
  }

  /** The last parts of a file that is complete. */
  end(): Uint8Array[] {
    return [...this.#seal(), encodeChunk(CHUNK.end)];
  }

  /** Signs everything since the seal before. */
  #seal(): Uint8Array[] {
    const { sign } = this.#tools;
    if (this.#checksums.length === 0) return [];
    const sealed = { genesis: this.#genesis, index: this.#index, linkBefore: this.#linkBefore, link: this.#link };
    const checksums = concat(...this.#checksums);
    this.#index = this.#segments;
    this.#linkBefore = this.#link;
    this.#checksums = [];
    this.#unsigned = { seconds: 0, bytes: 0 };
    return sign ? [encodeChunk(CHUNK.seal, sign(sealMessage({ ...sealed, checksums })))] : [];
  }

  #advance(kind: number, contents: Uint8Array): void {
    const { sha256 } = this.#tools;
    this.#link = sha256(linkInput(this.#link, kind, sha256(contents)));
  }
}

/** Returns the first part of a file: what finds the rules, the header and the map. */
export function headOf(
  header: ReplayHeader,
  headerBytes: Uint8Array,
  mapBytes: Uint8Array,
  deflate: Deflate,
): readonly Uint8Array[] {
  const length = new ByteWriter();
  length.varint(mapBytes.length);
  return [
    encodeEnvelope(header),
    encodeChunk(CHUNK.header, headerBytes),
    encodeChunk(CHUNK.map, length.bytes.subarray(0, length.length), deflate(mapBytes)),
  ];
}
