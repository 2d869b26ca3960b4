import { matchMaker } from "@colyseus/core";
import { ARENA_ROOM } from "@fray/shared-state/protocol/rooms";
import { spawn, type ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";

import type { Config } from "../config/schema.ts";
import { ordersFor } from "../hosting/backfill.ts";
import { logger } from "../logger.ts";
import { BOTS_PROGRAM } from "../paths.ts";
import { faultOf, logPeer } from "../peer-log.ts";
import { ArenaRoom } from "../rooms/arena-room.ts";

const FIRST_RESTART_DELAY_MS = 1000;
const MAX_RESTART_DELAY_MS = 30_000;
/** Bots that ran this long had started well: what ended them then is something new. */
const HEALTHY_AFTER_MS = 60_000;
/** Time between two looks at who is in the rooms. */
const LOOK_MS = 500;

/** Bots of the host: a process of their own that comes in through the same door as everybody. */
export interface HostBots {
  stop(): void;
}

/**
 * Keeps `config.bots` fighters in every room, and a room open for them: starts the bots' process against the server at
 * `url`, tells it how many are wanted where, and starts it again should it die.
 */
export function startHostBots(config: Config, url: string): HostBots {
  let child: ChildProcess | undefined;
  let restart: NodeJS.Timeout | undefined;
  let delay = FIRST_RESTART_DELAY_MS;
  let stopped = false;
  /** What the process that runs now was told last. */
  let told = "";

  const start = (): void => {
    const args = ["--url", url, "--take-orders", "--with-parent", "--quiet"];
    const startedAt = performance.now();
    told = "";
    child = spawn(process.execPath, [BOTS_PROGRAM, ...args], {
      stdio: ["ignore", "ignore", "pipe", "ipc"],
      // Not among the arguments, where everybody on the machine could read it.
      env: { ...process.env, FRAY_BOT_TOKEN: ArenaRoom.admission.bots.ownToken },
    });
    if (child.stderr) logLines(child.stderr);
    child.once("exit", (code, signal) => {
      if (performance.now() - startedAt >= HEALTHY_AFTER_MS) delay = FIRST_RESTART_DELAY_MS;
      startAgain({ code, signal });
    });
    // A process that could not be started does not exit, and an error nobody listens for ends the server.
    child.on("error", (error) => startAgain({ err: error }));
  };

  const startAgain = (cause: object): void => {
    if (stopped) return;
    logger.warn({ ...cause, restartInMs: delay }, "bots ended");
    clearTimeout(restart);
    restart = setTimeout(start, delay);
    delay = Math.min(MAX_RESTART_DELAY_MS, delay * 2);
  };

  const look = async (): Promise<void> => {
    const rooms = Array.from(ArenaRoom.open, (room) => room.occupancy());
    const isMissing = rooms.every(({ isOwned }) => isOwned) && rooms.length < config.maxRooms;
    if (isMissing) await matchMaker.handleCreateRoom(ARENA_ROOM, {});
    const orders = ordersFor(rooms);
    const text = JSON.stringify(orders);
    if (text === told || !child?.connected) return;
    told = text;
    child.send(orders);
  };

  if (config.bots === 0) return { stop() {} };
  start();
  const looking = setInterval(() => {
    look().catch((error: unknown) => logPeer("exception", "error", { err: error }, "no room for bots"));
  }, LOOK_MS);
  return {
    stop() {
      stopped = true;
      clearInterval(looking);
      clearTimeout(restart);
      child?.kill("SIGTERM");
    },
  };
}

/**
 * Logs what the bots' process writes. It gets no standard error of ours: to hand one on makes writing to it block, and a reader
 * that stands still would hold up the server.
 */
function logLines(stream: Readable): void {
  createInterface({ input: stream }).on("line", (line) => logPeer("bots", "warn", faultOf(line), "bots"));
}
