/**
 * What an HTTP connection carries: the frames of a WebSocket, each `[kind u8][length u24][payload]`. The kinds are the
 * opcodes of RFC 6455, 5.2, and `open`, which holds the query of the WebSocket's address. Numbers are little-endian.
 */
export const FRAME = { open: 0, binary: 2, close: 8, ping: 9, pong: 10 } as const;
export type FrameKind = (typeof FRAME)[keyof typeof FRAME];

export interface Frame {
  readonly kind: FrameKind;
  readonly payload: Uint8Array;
}

export const FRAME_HEAD_BYTES = 4;
const KINDS: ReadonlySet<number> = new Set(Object.values(FRAME));
const CODE_BYTES = 2;
/** RFC 6455, 7.4.1: a close frame without a code, and a connection that ended without a close frame. */
const NO_CODE = 1005;

/** Returns the number of bytes that a frame takes. */
export const bytesOf = ({ payload }: Frame): number => FRAME_HEAD_BYTES + payload.length;

/** Writes frames one after the other, behind `headBytes` bytes that the caller fills in. */
export function writeFrames(frames: readonly Frame[], headBytes: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(frames.reduce((sum, frame) => sum + bytesOf(frame), headBytes));
  let at = headBytes;
  for (const { kind, payload } of frames) {
    const { length } = payload;
    bytes.set([kind, length, length >> 8, length >> 16], at);
    bytes.set(payload, at + FRAME_HEAD_BYTES);
    at += FRAME_HEAD_BYTES + length;
  }
  return bytes;
}

/** Reads the frames from `start` to the end. Returns undefined when they are not complete, or of an unknown kind. */
export function readFrames(bytes: Uint8Array, start: number): Frame[] | undefined {
  const frames: Frame[] = [];
  for (let at = start; at < bytes.length;) {
    const [kind = -1, low = 0, middle = 0, high = 0] = bytes.subarray(at, at + FRAME_HEAD_BYTES);
    const from = at + FRAME_HEAD_BYTES;
    const to = from + (low | (middle << 8) | (high << 16));
    if (from > bytes.length || to > bytes.length || !isFrameKind(kind)) return undefined;
    frames.push({ kind, payload: bytes.subarray(from, to) });
    at = to;
  }
  return frames;
}

/** Whether a number is the kind of a frame. */
export const isFrameKind = (kind: number): kind is FrameKind => KINDS.has(kind);

/** Returns a close frame. The reason is for programmers, and has one byte per character. */
export function closeFrame(code: number, reason: string): Frame {
  const text = Array.from(reason, (sign) => sign.charCodeAt(0));
  return { kind: FRAME.close, payload: Uint8Array.of(code, code >> 8, ...text) };
}

/** Returns code and reason of a close frame. */
export function readClose(payload: Uint8Array): { readonly code: number; readonly reason: string } {
  const [low = 0, high = 0] = payload;
  if (payload.length < CODE_BYTES) return { code: NO_CODE, reason: "" };
  return { code: low | (high << 8), reason: String.fromCharCode(...payload.subarray(CODE_BYTES)) };
}
