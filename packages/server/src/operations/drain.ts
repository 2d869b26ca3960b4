import { wait } from "@fray/netcode/core";

import { logger } from "../logger.ts";
import type { ServerContext } from "../server-context.ts";

const LOOK_MS = 200;
/** How often rooms that no other node has taken are offered again, in ms. */
const OFFER_MS = 2000;
/**
 * How long a room without people is offered, in ms, when another server takes players: that server may be busy, or may
 * have started a moment ago. Its external bots would lose their places.
 */
const OFFER_BOTS_MS = 10_000;
/**
 * Pause between two rooms that are handed over, in ms, in which the people of the first arrive at the other server.
 * Many rooms share half of the time that there is.
 */
const ARRIVAL_MS = 1000;
/** How long before the end the remaining players receive another notice, in s. */
const LAST_CALL_S = 10;

/**
 * Hands all rooms over to other nodes, which continue them at once. Then waits until the rounds that people play in the
 * rooms that no node takes are over, results included, for at most `seconds`. Rooms of external bots alone are offered
 * to other nodes for some seconds. Until then new joins are refused, no further
 * round begins, and all players of these rooms receive a notice. Returns when a shutdown would lose no round, or when
 * the time is over.
 */
export async function drain(seconds: number, context: ServerContext): Promise<void> {
  const { runtime, arenas, admission } = context;
  admission.isDraining = true;
  // Other nodes place no more players in a locked room.
  for (const room of arenas) void room.lock();
  const endsAt = runtime.now() + seconds * 1000;
  await handOver(context, Math.min(ARRIVAL_MS, (seconds * 1000) / 2 / arenas.size));
  for (const room of arenas) room.control.finish();
  const rounds = new Map(Array.from(arenas, (room) => [room, room.control.contestedRound]));
  const isContested = (): boolean =>
    Array.from(rounds).some(([room, round]) => round !== undefined && room.control.contestedRound === round);
  const left = (): number => Math.ceil((endsAt - runtime.now()) / 1000);
  if (isContested() && left() > 0) {
    logger.info({ seconds }, "waiting for rounds to end");
    announce(context, `The server restarts after this round, in ${left()} s at the latest.`);
  }
  let isLastCall = false;
  const beganAt = runtime.now();
  let offeredAt = beganAt;
  const mayMove = (): boolean =>
    admission.peers.takeOver &&
    runtime.now() - beganAt < OFFER_BOTS_MS &&
    Array.from(arenas).some(({ isDeserted }) => !isDeserted);
  while ((isContested() || mayMove()) && left() > 0) {
    if (!isLastCall && left() <= LAST_CALL_S && seconds > LAST_CALL_S) {
      isLastCall = true;
      announce(context, `The server restarts in ${left()} s.`);
    }
    await wait(runtime, LOOK_MS);
    if (runtime.now() - offeredAt < OFFER_MS) continue;
    offeredAt = runtime.now();
    await handOver(context, 0);
  }
}

/** Hands over one room after the other, because each of them stands still meanwhile. */
async function handOver({ runtime, arenas }: ServerContext, pauseMs: number): Promise<void> {
  for (const room of Array.from(arenas)) if (!room.isDeserted && (await room.moveAway())) await wait(runtime, pauseMs);
}

function announce({ arenas, lobbies }: ServerContext, text: string): void {
  const notice = { code: "restart", text } as const;
  for (const room of arenas) room.control.announce(notice);
  for (const lobby of lobbies) lobby.announce(notice);
}
