import type { Runtime } from "@fray/netcode/core";
import { KeyedWindows, limitKey, type AddressOf } from "@fray/netcode/server";
import { roomStatusPath, type RoomStatus } from "@fray/shared-state/protocol/room-status";
import type { Application } from "express";

import type { Admission } from "./admission.ts";
import { replacementOf } from "./moved-rooms.ts";

/** A client asks twice a second while it has no connection. Behind one address there may be a whole school. */
const PER_ADDRESS = { uses: 2000, windowMs: 60_000 } as const;

interface Services {
  readonly runtime: Pick<Runtime, "now">;
  readonly admission: Pick<Admission, "peers">;
}

/**
 * Tells clients that have lost their connection whether their room is still open on any node. Answers 503 while that
 * can't be known, so that nobody leaves a seat that may still be held. Who knows a room's id may join it anyway.
 */
export function serveRoomStatus(app: Application, addressOf: AddressOf, { runtime, admission }: Services): void {
  const limit = new KeyedWindows(PER_ADDRESS, runtime);
  app.get(`${roomStatusPath("")}:roomId`, async (request, response) => {
    response.setHeader("Cache-Control", "no-store");
    if (!limit.take(limitKey(addressOf(request)))) {
      response.status(429).json({ code: 429, error: "too many questions from this address" });
      return;
    }
    const status = await statusOf(request.params.roomId, admission).catch(() => undefined);
    if (status) response.json(status);
    else response.status(503).json({ code: 503, error: "the rooms of the other servers are unknown at present" });
  });
}

async function statusOf(roomId: string, { peers }: Pick<Admission, "peers">): Promise<RoomStatus | undefined> {
  // A room that has been handed over is listed until it has closed.
  const move = await replacementOf(roomId).catch(() => undefined);
  if (move) return { isOpen: false, movedTo: move.roomId, ...(move.node && { node: move.node }) };
  const isOpen = await peers.isRoomOpen(roomId);
  return isOpen === undefined ? undefined : { isOpen };
}
