import { matchMaker } from "@colyseus/core";
import type { Runtime } from "@fray/netcode/core";
import { LoadShedding } from "@fray/netcode/server";
// The server imports it when it needs it. In virtual time nothing may wait for a file.
import "@fray/server/internal/cluster/cluster";
import { logger } from "@fray/server/internal/logger";
import { LogDestination } from "@fray/server/internal/logging/log-destination";
import { drain } from "@fray/server/internal/operations/drain";
import { startServer, type RunningServer } from "@fray/server/server";

import { settings } from "../../security/in-process.ts";
import { recordQuietly, type BlackBox } from "../machine/black-box.ts";
import { replaceMethod } from "../seen/replace-method.ts";
import { ServerWatch } from "../seen/server-watch.ts";

/** The rounds of a room that no other node takes are cut off after this time. */
const DRAIN_SECONDS = 10;

/** What a simulation wants to know of a server's process, and does to it. */
export interface ProcessEvents extends Omit<ConstructorParameters<typeof ServerWatch>[0], "rooms"> {
  log(line: string): void;
  isOverloaded(): boolean;
  /** Records the rounds. */
  readonly blackBox?: BlackBox | undefined;
}

/** A server, as the simulation looks at it. */
export interface SeenServer {
  readonly server: RunningServer;
  readonly watch: ServerWatch;
  /** Its name among the processes of the game. */
  readonly processId: string;
  /** Does what SIGTERM does, up to the end of the process. */
  shutDown(): Promise<void>;
}

/**
 * Starts the server of a process. A life with several nodes imports this module once for each, so that each has a
 * framework, a log and classes of its own.
 */
export async function startProcess(
  args: readonly string[],
  runtime: Runtime,
  events: ProcessEvents,
): Promise<SeenServer> {
  const { blackBox } = events;
  if (blackBox) recordQuietly(blackBox);
  logger.level = "debug";
  replaceMethod(LogDestination.prototype, "write", () => (line: string) => events.log(line));
  replaceMethod(LoadShedding.prototype, "note", (note) => {
    return function (this: LoadShedding, now, spent) {
      note.call(this, now, events.isOverloaded() ? 2 : spent);
    };
  });
  let server: RunningServer | undefined;
  const watch = new ServerWatch({ ...events, rooms: () => server?.context.arenas ?? [] });
  const running = (server = await startServer(settings(...args), runtime, blackBox && { recordTo: blackBox.recordTo }));
  const shutDown = async (): Promise<void> => {
    await drain(DRAIN_SECONDS, running.context);
    await running.close();
  };
  return { server: running, watch, processId: matchMaker.processId, shutDown };
}
