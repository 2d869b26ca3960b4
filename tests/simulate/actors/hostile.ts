import { Protocol } from "@colyseus/core";
import { WebSocket } from "ws";
import { z } from "zod";

import { createFrames, createInputs } from "../../fuzz/frames.ts";
import type { Actor, Stage } from "./actor.ts";

const Reservation = z.object({
  sessionId: z.string(),
  roomId: z.string(),
  processId: z.string(),
  publicAddress: z.string().optional(),
});
const TURN_MS = 10;
const REST_MS = 3000;
const ATTACK_MS = 25_000;

/** Sends bad frames, or a flood of good ones, or tries to come back with a token that is used up. */
export const hostile: Actor = async (stage) => {
  const { random } = stage;
  while (!stage.isOver) {
    try {
      const nextFrame = random() < 0.4 ? createFrames(random) : createInputs(random);
      const rate = random() < 0.7 ? 1 : 12;
      await attack(stage, nextFrame, rate);
    } catch (error) {
      stage.wasRefused(error);
    }
    await stage.wait(random() * REST_MS);
  }
};

async function attack(stage: Stage, nextFrame: () => Uint8Array, framesPerTurn: number): Promise<void> {
  const { endpoint, place, random, link } = stage;
  const { roomId } = place;
  if (roomId === undefined || link.isDown) return;
  const response = await fetch(`${endpoint}/matchmake/joinById/${roomId}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ name: `H ${stage.plan.part}`, password: place.request.password }),
  });
  if (!response.ok) return;
  const seat = Reservation.parse(await response.json());
  const node = new URL(endpoint.replace("http", "ws"));
  node.port = seat.publicAddress?.split(":")[1] ?? node.port;
  const url = `${node.origin}/${seat.processId}/${seat.roomId}?sessionId=${seat.sessionId}`;
  const token = random() < 0.2 ? `&reconnectionToken=${Math.floor(random() * 1e9)}` : "";
  const Dialled = WebSocketOf();
  const socket = new Dialled(`${url}&skipHandshake=1${token}`);
  let isIn = false;
  socket.onmessage = () => {
    if (!isIn) socket.send(Uint8Array.of(Protocol.JOIN_ROOM));
    isIn = true;
  };
  socket.onerror = () => {};
  const until = performance.now() + random() * ATTACK_MS;
  while (!stage.isOver && performance.now() < until && socket.readyState <= WebSocket.OPEN) {
    if (isIn) for (let count = 0; count < framesPerTurn; count++) socket.send(nextFrame());
    await stage.wait(TURN_MS);
  }
  socket.close();
}

/** The class that dials over the links of the simulation. */
const WebSocketOf = (): typeof WebSocket => globalThis.WebSocket as unknown as typeof WebSocket;
