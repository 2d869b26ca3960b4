import type { Client } from "@colyseus/core";
import { ByteWriter } from "@fray/netcode/core";
import { HEADER_ROOM, writeFrame } from "@fray/netcode/server";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { describe, expect, test } from "vitest";
import { WebSocket, WebSocketServer } from "ws";

/** A message of so many bytes, none like its neighbours. */
function writerOf(length: number): ByteWriter {
  const writer = new ByteWriter(HEADER_ROOM + length);
  writer.skip(HEADER_ROOM);
  for (let index = 0; index < length; index++) writer.uint8(index * 7 + (index >> 8));
  return writer;
}

describe.each([
  { name: "a plain line", perMessageDeflate: false, past: 65_536 },
  { name: "a line that compresses", perMessageDeflate: true, past: 0 },
])("$name", ({ perMessageDeflate, past }) => {
  test("writes messages of any length unchanged, through `ws` only where it must", async () => {
    const server = new WebSocketServer({ port: 0, host: "127.0.0.1", perMessageDeflate });
    await once(server, "listening");
    const reader = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`, { perMessageDeflate });
    const [ref] = (await once(server, "connection")) as [WebSocket];
    let throughWs = 0;
    const raw = (data: Buffer) => {
      throughWs++;
      ref.send(data);
    };
    const lengths = [0, 1, 125, 126, 127, 1000, 65_535, 65_536, 70_000];
    const received: Buffer[] = [];
    reader.on("message", (data: Buffer) => received.push(data));
    for (const length of lengths) writeFrame({ ref, raw } as unknown as Client, writerOf(length));
    const closed = once(reader, "close");
    ref.close();
    await closed;
    const { bytes } = writerOf(70_000);
    expect(received.map((data) => data.length)).toEqual(lengths);
    for (const data of received) expect(data.equals(bytes.subarray(HEADER_ROOM, HEADER_ROOM + data.length))).toBe(true);
    expect(throughWs).toBe(lengths.filter((length) => length >= past).length);
    server.close();
  });
});
