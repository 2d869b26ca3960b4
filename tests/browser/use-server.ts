import type { RunningServer } from "@fray/server/server";
import { afterEach, beforeEach } from "vitest";

import { startHere } from "../security/in-process.ts";
import { closeContexts } from "./contexts.ts";

/** A server at another address for each test. */
export interface TestServer {
  /** `http://127.0.0.1:port` */
  readonly http: string;
  readonly port: number;
}

/**
 * Gives each test of a file a new server in this process, so that nobody from an earlier test is in its rooms. It starts in
 * milliseconds, a process would need a second.
 */
export function useServer(...args: readonly string[]): TestServer {
  let running: RunningServer | undefined;
  const portOf = (): number => {
    if (!running) throw new Error("a server runs only during a test");
    return running.port;
  };
  beforeEach(async () => {
    running = await startHere(...args);
  });
  afterEach(async () => {
    await closeContexts();
    await running?.close();
    running = undefined;
  });
  return {
    get http() {
      return `http://127.0.0.1:${portOf()}`;
    },
    get port() {
      return portOf();
    },
  };
}
