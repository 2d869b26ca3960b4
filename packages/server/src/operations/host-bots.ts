import { matchMaker } from "@colyseus/core";
import type { Timer } from "@fray/netcode/core";
import { ARENA_ROOM } from "@fray/shared-state/protocol/rooms";
import { spawn, type ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";

import type { Config } from "../config/schema.ts";
import { ordersFor } from "../hosting/backfill.ts";
import { logger } from "../logger.ts";
import { BOTS_PROGRAM } from "../paths.ts";
import { faultOf, type PeerLog } from "../peer-log.ts";
import type { ServerContext } from "../server-context.ts";

const FIRST_RESTART_DELAY_MS = 1000;
const MAX_RESTART_DELAY_MS = 30_000;
/** Bots that ran this long had started well, so their end counts as a new failure. In ms. */
const HEALTHY_AFTER_MS = 60_000;
/** Interval between checks of the rooms' members, in ms. */
const CHECK_MS = 500;

/** The host's bots: a separate process that joins rooms like every other client. */
export interface HostBots {
  stop(): void;
}

/**
 * Keeps `config.bots` fighters in every room, and one room open for them. It starts the bots' process against the
 * server at `url`, tells it how many bots each room needs, and restarts it when it dies.
 */
export function startHostBots(config: Config, url: string, context: ServerContext): HostBots {
  const { runtime, log, arenas, admission } = context;
  let child: ChildProcess | undefined;
  let restart: Timer | undefined;
  let delay = FIRST_RESTART_DELAY_MS;
  let stopped = false;
  /** The last orders that the current process received. */
  let sentOrders = "";

  const start = (): void => {
    const args = ["--url", url, "--take-orders", "--with-parent", "--quiet"];
    const startedAt = runtime.now();
    sentOrders = "";
    child = spawn(process.execPath, [BOTS_PROGRAM, ...args], {
      stdio: ["ignore", "ignore", "pipe", "ipc"],
      // The token is not among the arguments, because every user of the machine can read those.
      env: { ...process.env, FRAY_BOT_TOKEN: admission.bots.ownToken },
    });
    if (child.stderr) logLines(child.stderr, log);
    child.once("exit", (code, signal) => {
      if (runtime.now() - startedAt >= HEALTHY_AFTER_MS) delay = FIRST_RESTART_DELAY_MS;
      startAgain({ code, signal });
    });
    // A process that could not be started does not exit. An error event without a listener would end the server.
    child.on("error", (error) => startAgain({ err: error }));
  };

  const startAgain = (cause: object): void => {
    if (stopped) return;
    logger.warn({ ...cause, restartInMs: delay }, "bots ended");
    restart?.cancel();
    restart = runtime.setTimeout(start, delay);
    delay = Math.min(MAX_RESTART_DELAY_MS, delay * 2);
  };

  const check = async (): Promise<void> => {
    const rooms = Array.from(arenas, (room) => room.occupancy());
    const isMissing = rooms.every(({ isOwned }) => isOwned) && rooms.length < config.maxRooms;
    if (isMissing) await matchMaker.handleCreateRoom(ARENA_ROOM, {});
    const orders = ordersFor(rooms);
    const text = JSON.stringify(orders);
    if (text === sentOrders || !child?.connected) return;
    sentOrders = text;
    child.send(orders);
  };

  if (config.bots === 0) return { stop() {} };
  start();
  const looking = runtime.setInterval(() => {
    check().catch((error: unknown) =>
      log.write("exception", "error", { err: error }, "filling rooms with bots has failed"),
    );
  }, CHECK_MS);
  return {
    stop() {
      stopped = true;
      looking.cancel();
      restart?.cancel();
      child?.kill("SIGTERM");
    },
  };
}

/**
 * Logs the output of the bots' process. The process does not inherit this server's standard error: sharing it makes
 * writes to it block, and then a stalled reader would stop the server.
 */
function logLines(stream: Readable, log: PeerLog): void {
  createInterface({ input: stream }).on("line", (line) => log.write("bots", "warn", faultOf(line), "bots"));
}
