import { afterEach, beforeEach } from "vitest";

import { startHere } from "../security/in-process.ts";
import { startServer, type ServerProcess } from "../support/server.ts";
import { closeContexts } from "./contexts.ts";

interface Running {
  readonly port: number;
  /** Ends it. */
  readonly end: () => Promise<unknown>;
  readonly log?: () => string;
}

/** A server at another address for each test. */
export interface TestServer {
  /** `http://127.0.0.1:port` */
  readonly http: string;
  readonly port: number;
  /** The log so far, of a process. */
  readonly log: () => string;
}

/**
 * Gives each test of a file a new server in this process, so that nobody from an earlier test is in its rooms. It starts in
 * milliseconds, a process needs a second. It has no bots.
 */
export const useServer = (...args: readonly string[]): TestServer =>
  use(async () => {
    const running = await startHere(...args);
    return { port: running.port, end: () => running.close() };
  });

/** Gives each test of a file a new server in a process of its own, which can have bots and a log. */
export const useServerProcess = (...args: readonly string[]): TestServer =>
  use(async () => {
    const running: ServerProcess = await startServer({ args });
    return { port: running.port, end: () => running.stop(), log: () => running.log() };
  });

function use(start: () => Promise<Running>): TestServer {
  let running: Running | undefined;
  const now = (): Running => {
    if (!running) throw new Error("a server runs only during a test");
    return running;
  };
  beforeEach(async () => {
    running = await start();
  });
  afterEach(async () => {
    await closeContexts();
    await running?.end();
    running = undefined;
  });
  return {
    get http() {
      return `http://127.0.0.1:${now().port}`;
    },
    get port() {
      return now().port;
    },
    log: () => now().log?.() ?? "",
  };
}
