import type { Runtime } from "@fray/netcode/core";
import { answerRaw, takeListeners, type UpgradeListener } from "@fray/netcode/server";
import { readdirSync } from "node:fs";
import type { IncomingMessage, Server } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { z } from "zod";

import { logger } from "../logger.ts";
import type { Refusals } from "./refusals.ts";

/** File descriptors reserved for other things: databases, files of the page, pipes to the bots. */
const SPARE_DESCRIPTORS = 24;
/**
 * The last connections of the limit serve only short requests, so that `/health` is answered when all others are
 * taken.
 */
const SHORT_CONNECTIONS = 8;
const SHORT_MS = 2000;
/** If the limit of connections is below this number, the host is warned. */
const FEW_CONNECTIONS = 200;
const LOG_EVERY_MS = 10_000;
/** Assumed number of open descriptors on systems where they can't be counted. */
const USUAL_DESCRIPTORS = 40;

const Report = z.object({
  userLimits: z.object({ open_files: z.object({ soft: z.union([z.number(), z.string()]) }) }),
});

/** Number of open connections of a server, and the limit. */
export interface ConnectionCounts {
  open: number;
  max: number;
}

interface Services {
  readonly runtime: Runtime;
  readonly connections: ConnectionCounts;
  readonly refusals: Refusals;
}

/**
 * Keeps a server from running out of file descriptors, because then no database and no file can be opened. A
 * connection above the limit is closed at once. Call it after all listeners are registered, just before or after the
 * server starts to listen.
 */
export function limitConnections(
  server: Server,
  { runtime, connections, refusals }: Services,
  max = affordable(),
): void {
  connections.max = max;
  if (max === Infinity) return;
  server.maxConnections = max;
  const most = max - SHORT_CONNECTIONS;
  const isFull = (): boolean => connections.open > most;
  if (max < FEW_CONNECTIONS) logger.warn({ max }, "few connections fit into the limit of file descriptors");

  server.on("connection", (socket: Socket) => {
    connections.open++;
    socket.once("close", () => connections.open--);
    if (!isFull()) return;
    const end = (): void => void (isFull() && socket.destroy());
    runtime.setTimeout(end, SHORT_MS, { background: true });
  });

  let loggedAt = -Infinity;
  const refuse = (): void => {
    refusals.count("descriptors");
    const now = runtime.now();
    if (now - loggedAt < LOG_EVERY_MS) return;
    loggedAt = now;
    const refused = refusals.counts.descriptors;
    logger.warn({ ...connections, refused }, "no file descriptors left for more connections");
  };

  const upgradeListeners = takeListeners<UpgradeListener>(server, "upgrade");
  server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (isFull()) {
      refuse();
      socket.on("error", () => socket.destroy());
      answerRaw(socket, 503, "all connections of this server are taken; try again later");
    } else for (const listener of upgradeListeners) listener.call(server, request, socket, head);
  });
  server.on("drop", refuse);
}

/** Returns how many connections fit into this process's limit of file descriptors (`ulimit -n`). */
function affordable(): number {
  const report = Report.safeParse(process.report.getReport());
  const limit = Number(report.data?.userLimits.open_files.soft);
  if (!Number.isFinite(limit)) return Infinity;
  return Math.max(SHORT_CONNECTIONS + 1, limit - openDescriptors() - SPARE_DESCRIPTORS);
}

function openDescriptors(): number {
  try {
    return readdirSync("/proc/self/fd").length;
  } catch {
    return USUAL_DESCRIPTORS;
  }
}
