import { ReplayFileWriter, type WriterTools } from "@fray/shared-state/replay/file-writer";
import type { ReplayHeader } from "@fray/shared-state/replay/header";
import type { LiveMember } from "@fray/shared-state/replay/member";
import type { NameRecord } from "@fray/shared-state/replay/name-record";
import { proofInput, proofOf, SALT_BYTES, TAG_BYTES } from "@fray/shared-state/replay/name-record";
import { SecondPacker } from "@fray/shared-state/replay/operation-log";
import type { RecordingSink } from "@fray/shared-state/replay/round-recorder";
import type { Second } from "@fray/shared-state/replay/segment";
import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { deflateRawSync } from "node:zlib";

const { privateKey, publicKey } = generateKeyPairSync("ed25519");

/** The public key of `TOOLS`, as in a header. */
export const SERVER_KEY = String(publicKey.export({ format: "jwk" }).x);

/** What a server writes replays with. */
export const TOOLS: WriterTools = {
  deflate: (bytes, dictionary) =>
    deflateRawSync(bytes, {
      level: 9,
      memLevel: 5,
      strategy: 1,
      ...(dictionary && { dictionary: dictionary.subarray(-32_768) }),
    }),
  sha256: (bytes) => createHash("sha256").update(bytes).digest(),
  sign: (message) => sign(undefined, message, privateKey),
};

/** A header as of a server, for the fields that a test does not care about. */
export const headerOf = (
  fields: Pick<ReplayHeader, "map" | "mode" | "tickRate" | "settings"> & Partial<ReplayHeader>,
): ReplayHeader => ({
  id: "test",
  rules: "0".repeat(64),
  build: "test",
  worldRules: { friendlyFire: false },
  startedAt: 0,
  isPublic: true,
  serverKey: SERVER_KEY,
  ...fields,
});

/** What a recorder gave to its sink. */
export type RecorderCall =
  | { readonly type: "name"; readonly record: NameRecord }
  | { readonly type: "keyframe"; readonly bytes: Uint8Array }
  | { readonly type: "second"; readonly log: Uint8Array };

/** Puts a recording together in memory. */
export class MemoryRecording implements RecordingSink {
  readonly #writer: ReplayFileWriter;
  readonly #parts: Uint8Array[];
  readonly header: ReplayHeader;
  readonly calls: RecorderCall[] = [];
  readonly #packer = new SecondPacker();
  #seconds: Second[] = [];
  keyframeBytes = 0;

  constructor(header: ReplayHeader, map: string, tools = TOOLS) {
    this.header = header;
    this.#writer = new ReplayFileWriter(header, map, tools);
    this.#parts = [...this.#writer.head];
  }

  member(ordinal: number, member: LiveMember): Uint8Array {
    const salt = new Uint8Array(SALT_BYTES).fill(ordinal + 1);
    const name = `Player ${member.id}`;
    const record = { ordinal, name, salt, tag: new Uint8Array(TAG_BYTES) };
    this.calls.push({ type: "name", record });
    this.#parts.push(this.#writer.name(record));
    return proofOf(TOOLS.sha256(proofInput(salt, name)));
  }

  keyframe(_tick: number, bytes: Uint8Array): void {
    this.calls.push({ type: "keyframe", bytes });
    this.#endSegment();
    this.#packer.reset();
    const chunk = this.#writer.keyframe(bytes);
    this.keyframeBytes += chunk.length;
    this.#parts.push(chunk);
  }

  second(log: Uint8Array): void {
    this.calls.push({ type: "second", log });
    this.#seconds.push(this.#packer.pack(log));
  }

  end(): void {
    this.#endSegment();
    this.#parts.push(...this.#writer.end());
  }

  /** The file so far. */
  get file(): Uint8Array {
    return Buffer.concat(this.#parts);
  }

  get headBytes(): number {
    return this.#writer.head.reduce((sum, { length }) => sum + length, 0);
  }

  #endSegment(): void {
    if (this.#seconds.length > 0) this.#parts.push(...this.#writer.segment(this.#seconds));
    this.#seconds = [];
  }
}
