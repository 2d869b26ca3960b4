import { Protocol } from "@colyseus/sdk";
import { MAX_BUFFERED_CHUNKS, MAX_FRAGMENTS, MAX_FRAME_BYTES } from "@fray/netcode/server";
import { mapPath } from "@fray/shared-state/protocol/rooms";
import { RECORDS_ID } from "@fray/shared-state/sync/arena-records";
import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { WebSocketServer } from "ws";

import { BENCH_MAP, benchMap } from "../../clients/server/bench-map.ts";
import { readDelays } from "./delays.ts";
import type { Client, FrameAssembly } from "./frame-assembly.ts";
import { createFrameDoor, type Connection } from "./frame-door.ts";
import type { RoomDoor } from "./room-tick.ts";
import { COUNTER, type SharedMemory } from "./shared-memory.ts";

interface Served {
  readonly door: RoomDoor;
  readonly assembly: FrameAssembly;
  readonly memory: SharedMemory;
  /** Side of the map in u. */
  readonly side: number;
  /** 0 for any free port. */
  readonly port: number;
}

/**
 * Serves clients in this thread: seats, WebSockets, and the frames that arrive. Threads that listen to the same port
 * share its connections, and the kernel chooses a thread for each. Returns the port.
 */
export async function serveClients({ door, assembly, memory, side, port }: Served): Promise<number> {
  const answers = answersOf(memory, side);
  const http = createServer((request, response) => {
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(answers(request)));
  });
  const sockets = new WebSocketServer({
    server: http,
    perMessageDeflate: false,
    maxPayload: MAX_FRAME_BYTES,
    maxFragments: MAX_FRAGMENTS,
    maxBufferedChunks: MAX_BUFFERED_CHUNKS,
  });
  const frames = createFrameDoor({
    onConfirm: (connection) => {
      door.enter(connection.id);
      assembly.welcome(connection as unknown as Client);
    },
    onInput: ({ id }, input, viewTime) => door.input(id, input, viewTime),
    onEnd: ({ ref }) => (ref as unknown as { terminate(): void }).terminate(),
  });
  sockets.on("connection", (socket, { url }) => {
    const id = Number(new URLSearchParams(url?.split("?")[1]).get("sessionId"));
    const connection: Connection = {
      id,
      sessionId: String(id),
      ref: socket,
      raw: (frame) => socket.send(Uint8Array.from(frame)),
      viewTime: 0,
    };
    frames.open(connection);
    socket.on("message", (frame: Buffer) => frames.receive(connection, frame));
    socket.on("error", () => socket.terminate());
    socket.on("close", () => {
      door.leave(id);
      assembly.dismiss(connection.sessionId);
    });
    socket.send(confirmation());
  });
  http.listen({ port, host: "127.0.0.1", reusePort: true });
  await once(http, "listening");
  return (http.address() as AddressInfo).port;
}

/** The confirmation of a join: an empty token, the encoding of the state, no reflection. */
function confirmation(): Uint8Array {
  const name = Buffer.from(RECORDS_ID);
  return Buffer.concat([Uint8Array.of(Protocol.JOIN_ROOM, 0, name.length), name, Uint8Array.of(0)]);
}

/** Any thread gives out seats, the map, and what is counted for all of them. */
function answersOf({ counters, delays }: SharedMemory, side: number): (request: IncomingMessage) => object {
  const count = (place: number): number => Atomics.load(counters, place);
  const map = benchMap(side);
  return ({ url = "" }) => {
    if (url.startsWith("/matchmake")) {
      // The kernel may give the WebSocket to another thread, so the seat is the number itself.
      const sessionId = String(Atomics.add(counters, COUNTER.lastId, 1) + 1);
      return { name: "arena", sessionId, roomId: "bench", processId: "bench" };
    }
    if (url === mapPath(BENCH_MAP)) return map;
    if (url === "/delays") return { ...readDelays(delays), stalls: count(COUNTER.stalls) };
    const lost = count(COUNTER.lostInRings);
    const inputsReceived = count(COUNTER.received) + lost;
    return { rooms: [{ counters: { inputsReceived, inputsDropped: count(COUNTER.dropped) + lost } }] };
  };
}
