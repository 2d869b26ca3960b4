import type { Runtime } from "@fray/netcode/core";

/** Creates a UUID of version 4 (RFC 9562), which is random. */
export const randomUuid = (runtime: Pick<Runtime, "randomBytes">): string =>
  format(Buffer.from(runtime.randomBytes(16)), 4);

/** Creates a UUID of version 7 (RFC 9562), which contains its creation time. */
export function timedUuid(runtime: Pick<Runtime, "randomBytes" | "wallTime">): string {
  const bytes = Buffer.from(runtime.randomBytes(16));
  // Virtual time has fractions of a millisecond.
  bytes.writeUIntBE(Math.floor(runtime.wallTime()), 0, 6);
  return format(bytes, 7);
}

function format(bytes: Buffer, version: number): string {
  bytes.writeUInt8((version << 4) | (bytes.readUInt8(6) & 0x0f), 6);
  bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8);
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
