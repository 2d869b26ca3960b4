const POLYNOMIAL = 0x07;

const TABLE = Uint8Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 0x80 ? (value << 1) ^ POLYNOMIAL : value << 1;
  return value;
});

/** CRC-8 as in SMBus. It finds every change of a single byte, and of others all but one in 256. */
export function crc8(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) crc = TABLE[crc ^ byte] ?? 0;
  return crc;
}
