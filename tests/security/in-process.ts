import { systemRuntime } from "@fray/netcode/core";
import { loadConfig } from "@fray/server/internal/config/load-config";
import type { Config } from "@fray/server/internal/config/schema";
import { HELP } from "@fray/server/internal/config/sources";
import { logger } from "@fray/server/internal/logger";
import type { ArenaRoom } from "@fray/server/internal/rooms/arena-room";
import type { ServerContext } from "@fray/server/internal/server-context";
import { startServer, type RunningServer } from "@fray/server/server";

let latest: ServerContext | undefined;

/** The settings of a server on a free port, without bots or a delay for spectators unless `args` says otherwise. */
export function settings(...args: string[]): Config {
  const config = loadConfig(
    [
      "--port",
      "0",
      "--bots",
      "0",
      "--mode",
      "ffa",
      "--warmup-seconds",
      "0",
      "--data-dir",
      "",
      "--spectator-delay-seconds",
      "0",
      ...args,
    ],
    // Browser tests name the page to serve there.
    { FRAY_PAGE_DIR: process.env["FRAY_PAGE_DIR"] },
  );
  if (config === HELP) throw new Error("that asks for help");
  return config;
}

/** A server in this process that differs from the others by `options`. */
export async function startHereWith(
  options: Parameters<typeof startServer>[2],
  args: readonly string[],
): Promise<RunningServer> {
  logger.level = "silent";
  const running = await startServer(settings(...args), systemRuntime, options);
  latest = running.context;
  return running;
}

/** A server in this process, for tests that look into its rooms. Clients still come over real sockets. */
export const startHere = (...args: string[]): Promise<RunningServer> => startHereWith({}, args);

/** What the server that was started last consists of. A process runs one server at a time. */
export function contextHere(): ServerContext {
  if (!latest) throw new Error("no server was started");
  return latest;
}

/** The one room that is open. */
export function onlyRoom(): ArenaRoom {
  const { arenas } = contextHere();
  const [room] = arenas;
  if (!room || arenas.size > 1) throw new Error(`${arenas.size} rooms are open`);
  return room;
}
