import { Protocol } from "@colyseus/core";
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { WebSocket } from "ws";
import { z } from "zod";

const Reservation = z.object({ sessionId: z.string(), roomId: z.string(), processId: z.string() });
/** Frames that are sent before an answer is looked for. */
const FRAMES_AT_ONCE = 3;
/** Time for the answer to arrive, and between two tries of a seat while all are taken, in ms. */
const PAUSE_MS = 5;

/** Where attackers go: the rooms of a name, or the one of an id. */
export interface Target {
  readonly http: string;
  readonly url: string;
  readonly method: "joinOrCreate" | "joinById";
  readonly room: string;
}

/** The counters of an attack. */
export interface Attack {
  sent: number;
  connections: number;
  /** Connections that the server ended for a frame. */
  ended: number;
}

/** Sends frames as long as there are any, on as many connections as they cost. */
export async function attack(target: Target, nextFrame: () => Uint8Array | undefined, tally: Attack): Promise<void> {
  let frame = nextFrame();
  while (frame) {
    const socket = await enter(target);
    tally.connections++;
    let count = 0;
    while (frame && socket.readyState === WebSocket.OPEN) {
      socket.send(frame);
      tally.sent++;
      if (++count % FRAMES_AT_ONCE === 0) await delay(PAUSE_MS);
      frame = nextFrame();
    }
    await delay(PAUSE_MS);
    if (socket.readyState === WebSocket.OPEN) socket.terminate();
    else tally.ended++;
  }
}

/** Takes a seat and enters the room with it, as soon as there is one. */
async function enter(target: Target): Promise<WebSocket> {
  for (;;) {
    const { sessionId, roomId, processId } = await reserve(target);
    // A large room lets in only who needs no description of its state.
    const socket = new WebSocket(`${target.url}/${processId}/${roomId}?sessionId=${sessionId}&skipHandshake=1`);
    socket.on("error", () => {});
    // The first message says that the attacker is in. An attacker that was too late for the seat gets a refusal
    // instead.
    const [first] = await Promise.race([once(socket, "message"), once(socket, "close")]);
    if (first instanceof Buffer && first[0] === Protocol.JOIN_ROOM) {
      socket.send(Uint8Array.of(Protocol.JOIN_ROOM));
      return socket;
    }
    socket.terminate();
  }
}

async function reserve({ http, method, room }: Target): Promise<z.infer<typeof Reservation>> {
  for (;;) {
    const response = await fetch(`${http}/matchmake/${method}/${room}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ name: "Fuzz" }),
    });
    const answer: unknown = await response.json();
    if (response.ok) return Reservation.parse(answer);
    await delay(PAUSE_MS);
  }
}
