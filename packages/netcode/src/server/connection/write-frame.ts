import type { Client } from "@colyseus/core";

import type { ByteWriter } from "../../core/bytes/byte-writer.ts";
import { HEADER_ROOM } from "./frame-header.ts";
import { socketOf } from "./socket-of.ts";

/** Sends a client the message in `writer`, which begins after `HEADER_ROOM`. */
export function writeFrame(client: Client, writer: ByteWriter): void {
  if (!socketOf(client).sendAtOnce(writer)) client.raw(copyMessage(writer));
}

/** Returns a copy of a writer's message, because a socket may keep the bytes for some time. */
export const copyMessage = ({ bytes, length }: ByteWriter): Buffer => Buffer.from(bytes.subarray(HEADER_ROOM, length));
