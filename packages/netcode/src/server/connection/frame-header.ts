/** Bytes that must be left free in front of a message, for the header of its WebSocket frame. */
export const HEADER_ROOM = 4;

/** A final frame with binary data; RFC 6455, 5.2. A server's frames are not masked. */
const BINARY = 0x82;
/** With a payload of at least this many bytes, this value is written and the length follows in two bytes. */
const TWO_BYTE_LENGTH = 126;

/** Writes the header in front of a message of `length` bytes, at most 65,535, and returns its start. */
export function writeHeader(bytes: Uint8Array, length: number): number {
  if (length < TWO_BYTE_LENGTH) {
    bytes[2] = BINARY;
    bytes[3] = length;
    return 2;
  }
  bytes[0] = BINARY;
  bytes[1] = TWO_BYTE_LENGTH;
  bytes[2] = length >> 8;
  bytes[3] = length;
  return 0;
}
