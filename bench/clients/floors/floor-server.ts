import { Protocol } from "@colyseus/sdk";
import { publishTick, TickLoop, TickMetrics } from "@fray/netcode/server";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { WebSocketServer } from "ws";

const CODE_MASK = 0x1f;
const TIMED = 0x80;
/** Code, server time and the number of the newest input that was applied: what every patch of the product begins with. */
export const HEADER_BYTES = 9;

/** A line to somebody who plays. */
export interface FloorClient {
  readonly send: (frame: Buffer) => void;
  /** Inputs that were applied. */
  applied: number;
}

/** What a floor does besides keeping the lines. */
export interface Floor {
  enter(client: FloorClient): void;
  leave(client: FloorClient): void;
  /** An input as it came; its first byte is the code. */
  receive(client: FloorClient, frame: Buffer): void;
  /** Inputs that were thrown away. */
  readonly dropped: number;
  /** One tick; `now` is its time in ms. */
  tick(now: number): void;
}

/** Starts the frame of a client's tick: `bytes` long, header included. */
export function startFrame(bytes: number, now: number, client: FloorClient): Buffer {
  const frame = Buffer.allocUnsafe(bytes);
  frame[0] = Protocol.ROOM_STATE_PATCH | TIMED;
  frame.writeUInt32LE(now >>> 0, 1);
  frame.writeUInt32LE(client.applied, 5);
  return frame;
}

/**
 * The least that serves the same clients as the product does: it gives them seats, reads their inputs off the same kind of
 * socket and ticks by the same loop, without the framework. Says on stdout where it is, as the product does.
 */
export async function serveFloor(floor: Floor, tickRate: number): Promise<void> {
  let received = 0;
  const http = createServer((request, response) => answer(request, response, { received, dropped: floor.dropped }));
  const sockets = new WebSocketServer({ server: http, perMessageDeflate: false });
  sockets.on("connection", (socket) => {
    // Frames are never written to again: they need not be copied to be sent.
    const client: FloorClient = { applied: 0, send: (frame) => socket.send(frame) };
    socket.on("message", (frame: Buffer) => {
      const code = (frame[0] ?? 0) & CODE_MASK;
      if (code === Protocol.ROOM_INPUT_RELIABLE) {
        received++;
        floor.receive(client, frame);
      } else if (code === Protocol.JOIN_ROOM) {
        socket.send(Uint8Array.of(Protocol.ROOM_STATE));
        floor.enter(client);
      }
    });
    socket.on("close", () => floor.leave(client));
    socket.send(Uint8Array.of(Protocol.JOIN_ROOM));
  });
  let now = 0;
  const loop = new TickLoop(
    tickRate,
    () => {
      now += loop.stepMs;
      floor.tick(Math.round(now));
    },
    new TickMetrics(publishTick),
  );
  http.listen(0, "127.0.0.1");
  await once(http, "listening");
  loop.start();
  process.once("SIGTERM", () => process.exit(0));
  console.log(`Fray is at http://localhost:${(http.address() as AddressInfo).port}`);
}

/** A seat for whoever asks for one, and what has come of the inputs. */
function answer(
  request: IncomingMessage,
  response: ServerResponse,
  inputs: { received: number; dropped: number },
): void {
  const { received, dropped } = inputs;
  const body = request.url?.startsWith("/matchmake")
    ? { sessionId: "floor", roomId: "floor", processId: "floor" }
    : { rooms: [{ counters: { inputsReceived: received, inputsDropped: dropped } }] };
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify(body));
}
