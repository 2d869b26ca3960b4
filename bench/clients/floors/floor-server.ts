import { Protocol } from "@colyseus/sdk";
import { systemRuntime } from "@fray/netcode/core";
import { publishTick, TickLoop, TickMetrics, TickPhases } from "@fray/netcode/server";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { WebSocketServer } from "ws";

const CODE_MASK = 0x1f;
const TIMED = 0x80;
/** Size of the header of every patch of the product: code, server time and the number of the newest applied input. */
export const HEADER_BYTES = 9;

/** A connection to a playing client. */
export interface FloorClient {
  readonly send: (frame: Buffer) => void;
  /** Number of applied inputs. */
  applied: number;
}

/** The part of a floor's work that is not serving connections. */
export interface Floor {
  enter(client: FloorClient): void;
  leave(client: FloorClient): void;
  /** Handles an input frame. Its first byte is the code. */
  receive(client: FloorClient, frame: Buffer): void;
  /** Number of dropped inputs. */
  readonly dropped: number;
  /** Runs one tick. `now` is its time in ms. */
  tick(now: number): void;
}

/** Creates the frame of a client's tick with its header. `bytes` is its whole length. */
export function startFrame(bytes: number, now: number, client: FloorClient): Buffer {
  const frame = Buffer.allocUnsafe(bytes);
  frame[0] = Protocol.ROOM_STATE_PATCH | TIMED;
  frame.writeUInt32LE(now >>> 0, 1);
  frame.writeUInt32LE(client.applied, 5);
  return frame;
}

/**
 * Serves the same clients as the product with the least possible work. It gives out seats, reads inputs from the same
 * kind of socket and ticks with the same loop, but without the framework. It prints its address on stdout, as the
 * product does.
 */
export async function serveFloor(floor: Floor, tickRate: number): Promise<void> {
  let received = 0;
  const http = createServer((request, response) => answer(request, response, { received, dropped: floor.dropped }));
  const sockets = new WebSocketServer({ server: http, perMessageDeflate: false });
  sockets.on("connection", (socket) => {
    // Frames are never written to again, so they need not be copied to be sent.
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
    { metrics: new TickMetrics(publishTick), runtime: systemRuntime, phases: new TickPhases() },
  );
  http.listen(0, "127.0.0.1");
  await once(http, "listening");
  loop.start();
  process.once("SIGTERM", () => process.exit(0));
  console.log(`Fray is at http://localhost:${(http.address() as AddressInfo).port}`);
}

/** Answers HTTP requests: a seat for every client that asks for one, and the input counters. */
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
