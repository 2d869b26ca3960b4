import { ByteReader, ByteWriter } from "@fray/netcode/core";

import { readRows, writeRows } from "./columns.ts";
import { TRACED_FIELDS, type TracePart, type TraceRows } from "./own-trace.ts";
import { TRACE_MAGIC } from "./trace-magic.ts";

/**
 * A file with a trace and the replay of the same minute: a word, a version, the lengths of the two, the replay, and the
 * trace as raw deflate data.
 */
const VERSION = 1;
const NUMBER_BYTES = 4;
const HEAD_BYTES = TRACE_MAGIC.length + 1 + 2 * NUMBER_BYTES;
/** The whole file. */
export const MOST_TRACE_BYTES = 200_000;
/** A minute of a trace has a quarter of it. */
const MOST_ROW_BYTES = 2_000_000;
const PARTS: readonly TracePart[] = ["steps", "arrivals", "frames"];

const DAMAGED = "This file is damaged: the part that the page has saved can't be read.";
const OTHER_VERSION = "This file was saved by another version of the page.";

/** A minute of an own body, as the page has noted it. */
export interface SavedTrace {
  /** Id of the own body. */
  readonly self: number;
  /** Duration of a server step in ms. */
  readonly stepMs: number;
  readonly rows: TraceRows;
}

/** Returns the bytes of a trace, compressed. Rejects where the browser can't compress. */
export async function encodeTrace({ self, stepMs, rows }: SavedTrace): Promise<Uint8Array> {
  const writer = new ByteWriter();
  writer.varint(self);
  writer.varint(Math.round(1000 / stepMs));
  writer.varint(TRACED_FIELDS.length);
  for (const part of PARTS) writeRows(writer, part, rows[part]);
  return packed(writer.bytes.slice(0, writer.length), new CompressionStream("deflate-raw"));
}

/** Puts a replay and an encoded trace into a file. */
export function joinTrace(replay: Uint8Array, trace: Uint8Array): Uint8Array<ArrayBuffer> {
  const file = new Uint8Array(HEAD_BYTES + replay.length + trace.length);
  for (let index = 0; index < TRACE_MAGIC.length; index++) file[index] = TRACE_MAGIC.charCodeAt(index);
  file[TRACE_MAGIC.length] = VERSION;
  const view = new DataView(file.buffer);
  view.setUint32(TRACE_MAGIC.length + 1, replay.length, true);
  view.setUint32(TRACE_MAGIC.length + 1 + NUMBER_BYTES, trace.length, true);
  file.set(replay, HEAD_BYTES);
  file.set(trace, HEAD_BYTES + replay.length);
  return file;
}

/** Reads a file that `joinTrace` made. Rejects with a sentence for the person who opened it. */
export async function readTraceFile(file: Uint8Array): Promise<{ replay: Uint8Array; trace: SavedTrace }> {
  if (file.length < HEAD_BYTES || file[TRACE_MAGIC.length] !== VERSION) throw new Error(OTHER_VERSION);
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const replayBytes = view.getUint32(TRACE_MAGIC.length + 1, true);
  const traceBytes = view.getUint32(TRACE_MAGIC.length + 1 + NUMBER_BYTES, true);
  if (HEAD_BYTES + replayBytes + traceBytes !== file.length) throw new Error(DAMAGED);
  const replay = file.slice(HEAD_BYTES, HEAD_BYTES + replayBytes);
  try {
    const raw = await packed(file.slice(HEAD_BYTES + replayBytes), new DecompressionStream("deflate-raw"));
    return { replay, trace: decodeTrace(new ByteReader(raw)) };
  } catch (cause) {
    throw new Error(cause instanceof OtherFields ? OTHER_VERSION : DAMAGED, { cause });
  }
}

class OtherFields extends Error {}

function decodeTrace(reader: ByteReader): SavedTrace {
  const self = reader.varint();
  const stepMs = 1000 / Math.max(1, reader.varint());
  if (reader.varint() !== TRACED_FIELDS.length) throw new OtherFields();
  const [steps = [], arrivals = [], frames = []] = PARTS.map((part) => readRows(reader, part));
  return { self, stepMs, rows: { steps, arrivals, frames } };
}

/** Sends bytes through a stream that compresses or decompresses. Rejects when they become too many. */
async function packed(
  bytes: Uint8Array<ArrayBuffer>,
  { readable, writable }: CompressionStream | DecompressionStream,
): Promise<Uint8Array> {
  const writer = writable.getWriter();
  // A failure shows at the other end too.
  const written = Promise.all([writer.write(bytes), writer.close()]).catch(() => {});
  const parts: Uint8Array[] = [];
  let length = 0;
  const reader = readable.getReader() as ReadableStreamDefaultReader<Uint8Array>;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    parts.push(next.value);
    length += next.value.length;
    if (length > MOST_ROW_BYTES) {
      await reader.cancel();
      throw new RangeError("a trace is too large");
    }
  }
  await written;
  const whole = new Uint8Array(length);
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
