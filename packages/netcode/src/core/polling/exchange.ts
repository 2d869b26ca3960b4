import { readFrames, writeFrames, type Frame } from "./frames.ts";

/**
 * One exchange of an HTTP connection: a POST and its answer. The client numbers its requests from 0, and the server its
 * answers. Each request is answered exactly once, and a repeated one in the same way, so that either side may repeat
 * what was lost.
 */
export interface Exchange {
  /** Names the connection. The client draws it, and who knows it is the client. */
  readonly key: string;
  readonly number: number;
  /** All answers with smaller numbers have arrived. */
  readonly arrived: number;
  /**
   * Number of requests, this one included, that the server may keep until it has something to say; or `HELD.stream` or
   * `HELD.byStream`.
   */
  readonly held: number;
  readonly frames: readonly Frame[];
}

export interface Answer {
  readonly number: number;
  /** How long the request waited at the server, in ms. */
  readonly heldMs: number;
  readonly frames: readonly Frame[];
}

/** Appended to the path of a room's WebSocket. */
export const POLL_PATH = "/poll";
/** Random bytes in a key. */
export const KEY_BYTES = 16;
const NUMBER_AT = KEY_BYTES;
const ARRIVED_AT = NUMBER_AT + 4;
const HELD_AT = ARRIVED_AT + 4;
export const EXCHANGE_HEAD_BYTES = HELD_AT + 1;
const HELD_MS_AT = 4;
const ANSWER_HEAD_BYTES = HELD_MS_AT + 2;
/** What a request asks for instead of an answer of its own. */
export const HELD = {
  /** The answer to this request is a stream of records. */
  stream: 0xfe,
  /** Answers come on the stream, and this request needs none but that it has arrived. */
  byStream: 0xff,
} as const;
/** Longest body of a request. */
export const MAX_EXCHANGE_BYTES = 8 * 1024;
/** A request may arrive before so many others that were sent earlier. */
export const WINDOW = 64;

/** Returns the text of a key: its bytes in hexadecimal. */
export const keyOf = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

/** Writes the body of a request. */
export function writeExchange(
  key: Uint8Array,
  { number, arrived, held, frames }: Omit<Exchange, "key">,
): Uint8Array<ArrayBuffer> {
  const bytes = writeFrames(frames, EXCHANGE_HEAD_BYTES);
  const view = new DataView(bytes.buffer);
  bytes.set(key);
  view.setUint32(NUMBER_AT, number, true);
  view.setUint32(ARRIVED_AT, arrived, true);
  view.setUint8(HELD_AT, held);
  return bytes;
}

/** Reads the body of a request; undefined when it has no such form. */
export function readExchange(bytes: Uint8Array): Exchange | undefined {
  if (bytes.length < EXCHANGE_HEAD_BYTES) return undefined;
  const frames = readFrames(bytes, EXCHANGE_HEAD_BYTES);
  if (!frames) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return {
    key: keyOf(bytes.subarray(0, KEY_BYTES)),
    number: view.getUint32(NUMBER_AT, true),
    arrived: view.getUint32(ARRIVED_AT, true),
    held: view.getUint8(HELD_AT),
    frames,
  };
}

/** Writes the body of an answer. */
export function writeAnswer({ number, heldMs, frames }: Answer): Uint8Array<ArrayBuffer> {
  const bytes = writeFrames(frames, ANSWER_HEAD_BYTES);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, number, true);
  view.setUint16(HELD_MS_AT, Math.min(0xffff, Math.round(heldMs)), true);
  return bytes;
}

/** Reads the body of an answer; undefined when it has no such form. */
export function readAnswer(bytes: Uint8Array): Answer | undefined {
  const frames = bytes.length < ANSWER_HEAD_BYTES ? undefined : readFrames(bytes, ANSWER_HEAD_BYTES);
  if (!frames) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return { number: view.getUint32(0, true), heldMs: view.getUint16(HELD_MS_AT, true), frames };
}
