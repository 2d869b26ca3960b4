import { Stepper, type VirtualSocket } from "@fray/netcode/testing";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { z } from "zod";

import { settled } from "./until.ts";

const Reservation = z.object({ sessionId: z.string(), roomId: z.string(), processId: z.string() });
const BINARY = 0x82;
const PONG = 0x8a;
const MASKED = 0x80;
const JOIN_ROOM = 10;

/** A player that speaks WebSocket by hand, to do what no library does: ignore a goodbye, or stop reading. */
export class RawPeer {
  readonly sessionId: string;
  readonly socket: Socket | VirtualSocket;

  private constructor(sessionId: string, socket: Socket | VirtualSocket) {
    this.sessionId = sessionId;
    this.socket = socket;
  }

  /** Takes a seat at the server at `http`, over a real socket or one of the virtual network. */
  static async join(http: string, name: string): Promise<RawPeer> {
    const request = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ name }) };
    const response = await settled(fetch(`${http}/matchmake/joinOrCreate/arena`, request));
    const { sessionId, roomId, processId } = Reservation.parse(await response.json());
    const socket = open(http);
    socket.on("error", () => {});
    socket.write(
      `GET /${processId}/${roomId}?sessionId=${sessionId} HTTP/1.1\r\nHost: ${new URL(http).host}\r\n` +
        "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n" +
        `Sec-WebSocket-Key: ${Buffer.alloc(16).toString("base64")}\r\n\r\n`,
    );
    await settled(once(socket, "data"));
    const peer = new RawPeer(sessionId, socket);
    peer.send([JOIN_ROOM]);
    return peer;
  }

  /** Sends a binary frame of up to 125 bytes. */
  send(bytes: readonly number[]): void {
    this.#frame(BINARY, bytes);
  }

  /** Looks alive to who counts pongs, without having read a ping. */
  pong(): void {
    this.#frame(PONG, []);
  }

  /** The mask is all zeros: it must be there, but need not hide anything. */
  #frame(opcode: number, bytes: readonly number[]): void {
    this.socket.write(Uint8Array.of(opcode, MASKED | bytes.length, 0, 0, 0, 0, ...bytes));
  }
}

/** Acts like a peer that never closes its end. */
function open(http: string): Socket | VirtualSocket {
  const { port, hostname } = new URL(http);
  return Stepper.current?.connect(http) ?? connect({ port: Number(port), host: hostname, allowHalfOpen: true });
}
