import { setTimeout as delay } from "node:timers/promises";

import { LobbyRoom } from "../lobby/lobby-room.ts";
import { logger } from "../logger.ts";
import { ArenaRoom } from "../rooms/arena-room.ts";

const LOOK_MS = 200;
/** How long before the end the remaining players receive another notice, in s. */
const LAST_CALL_S = 10;

/**
 * Waits until the rounds that people play are over, results included, for at most `seconds`. Until then new joins are
 * refused, and all players receive a notice. Returns when a shutdown would lose no round, or when the time is over.
 */
export async function drain(seconds: number): Promise<void> {
  ArenaRoom.admission.isDraining = true;
  // Other nodes place no more players in a locked room.
  for (const room of ArenaRoom.open) void room.lock();
  const endsAt = performance.now() + seconds * 1000;
  const rounds = new Map(Array.from(ArenaRoom.open, (room) => [room, room.control.contestedRound]));
  const isContested = (): boolean =>
    Array.from(rounds).some(([room, round]) => round !== undefined && room.control.contestedRound === round);
  const left = (): number => Math.ceil((endsAt - performance.now()) / 1000);
  if (isContested() && left() > 0) {
    logger.info({ seconds }, "waiting for rounds to end");
    announce(`The server restarts after this round, in ${left()} s at the latest.`);
  }
  let isLastCall = false;
  while (isContested() && left() > 0) {
    if (!isLastCall && left() <= LAST_CALL_S && seconds > LAST_CALL_S) {
      isLastCall = true;
      announce(`The server restarts in ${left()} s.`);
    }
    await delay(LOOK_MS);
  }
}

function announce(text: string): void {
  const notice = { code: "restart", text } as const;
  for (const room of ArenaRoom.open) room.control.announce(notice);
  for (const lobby of LobbyRoom.open) lobby.announce(notice);
}
