import { matchMaker } from "@colyseus/core";
import type { ArenaRoom } from "@fray/server/internal/rooms/arena-room";
import { takeOver } from "@fray/server/internal/rooms/take-over";

import { contextHere } from "../security/in-process.ts";
import { until } from "../support/until.ts";
import type { VirtualServer } from "../support/virtual-server.ts";

/**
 * Lets a server hand its rooms over to itself, in the sealed form in which it hands them to another node. `isLost`: the
 * answer is lost on the way.
 */
export function handOverHere({ http, context }: VirtualServer, { isLost = false } = {}): void {
  const { processId } = matchMaker;
  context.admission.peers = {
    ...context.admission.peers,
    handOver: async (capture) => {
      const sealed = context.seal.close(JSON.stringify(capture()), processId);
      const taken = await takeOver(sealed, processId, { context, hasRoom: () => true });
      if ("why" in taken) throw new Error(taken.why);
      return isLost ? undefined : { roomId: taken.roomId, processId, address: new URL(http).host };
    },
  };
}

export function roomOf(roomId: string): ArenaRoom {
  const room = Array.from(contextHere().arenas).find((open) => open.roomId === roomId);
  if (!room) throw new Error(`room ${roomId} is not open`);
  return room;
}

/** Hands a room over, and returns the room that is to continue it. */
export async function hand(room: ArenaRoom): Promise<ArenaRoom> {
  const before = new Set(contextHere().arenas);
  let isMoved: boolean | undefined;
  void room.moveAway().then((moved) => (isMoved = moved));
  await until("it was handed over", () => isMoved);
  const next = Array.from(contextHere().arenas).find((open) => !before.has(open));
  if (!next) throw new Error("no room continues it");
  return next;
}

/** Hands a room over, and returns the room that continues it once it ticks. */
export async function move(room: ArenaRoom): Promise<ArenaRoom> {
  const next = await hand(room);
  await until("it goes on", () => next.report().tick.ticks > 0);
  return next;
}
