import { setTimeout as delay } from "node:timers/promises";

import { LobbyRoom } from "../lobby/lobby-room.ts";
import { logger } from "../logger.ts";
import { ArenaRoom } from "../rooms/arena-room.ts";

const LOOK_MS = 200;
/** How long before the end those who still play are told again. */
const LAST_CALL_S = 10;

/**
 * Lets the rounds that people are playing come to their end, results included, for `seconds` at most. Nobody new is let in
 * meanwhile, and everybody is told. Returns when nothing of them would be lost any more, or the time is over.
 */
export async function drain(seconds: number): Promise<void> {
  ArenaRoom.admission.isDraining = true;
  // Other nodes send nobody here any more.
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
