import { ByteWriter } from "@fray/netcode/core";

import { encodeMark, type BotMark } from "./bot-mark.ts";
import { genesisInput, encodeSeal, LINK, linkInput, sealMessage, type Start } from "./chain.ts";
import { CHUNK, encodeChunk, encodeEnvelope } from "./chunks.ts";
import { encodeHeader, utf8, type ReplayHeader } from "./header.ts";
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

/** Every so many keyframes, one is stored without the one before as its dictionary, so that a seek reads few. */
const KEYFRAMES_IN_A_ROW = 8;

/** Creates the parts of a file in their order. The caller appends them to the file. */
export class ReplayFileWriter {
  readonly #tools: WriterTools;
  readonly #genesis: Uint8Array;
  readonly #head: readonly Uint8Array[];
  #link: Uint8Array;
  #linkBefore: Uint8Array;
  #index = 0;
  #keyframe: Uint8Array | undefined;
  #keyframesInARow = 0;

  /**
   * `map` is the text of the map's file. To go on with a file, give its header as it is stored, and the segment and the
   * link with which it goes on.
   */
  constructor(
    header: ReplayHeader,
    map: string,
    tools: WriterTools,
    {
      start,
      headerBytes = encodeHeader(header),
    }: { readonly start?: Start | undefined; readonly headerBytes?: Uint8Array } = {},
  ) {
    const { deflate, sha256 } = tools;
    this.#tools = tools;
    const mapBytes = utf8(map);
    this.#genesis = sha256(genesisInput(header.rules, sha256(headerBytes), sha256(mapBytes)));
    this.#link = this.#linkBefore = start?.link ?? this.#genesis;
    this.#index = start?.index ?? 0;
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
    this.#linkBefore = this.#link;
    this.#advance(LINK.keyframe, bytes);
    return encodeChunk(CHUNK.keyframe, encodeKeyframe(bytes, before, this.#tools.deflate));
  }

  /** Ends a segment: its seconds, and the seal of them and the keyframe. */
  segment(seconds: readonly Second[]): Uint8Array[] {
    const { sign } = this.#tools;
    for (const second of seconds) this.#advance(LINK.second, second);
    const data = encodeSegment(seconds);
    const index = this.#index++;
    const chunks = [encodeChunk(CHUNK.segment, data)];
    if (sign) {
      const sealed = { genesis: this.#genesis, index, linkBefore: this.#linkBefore, link: this.#link };
      const signature = sign(sealMessage({ ...sealed, checksums: checksumsIn(data) }));
      chunks.push(encodeChunk(CHUNK.seal, encodeSeal({ index, link: this.#link, signature })));
    }
    return chunks;
  }

  /** The last part of a file that is complete. */
  end(): Uint8Array {
    return encodeChunk(CHUNK.end);
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
