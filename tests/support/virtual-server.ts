import { Stepper, type Dialled, type LinkOptions } from "@fray/netcode/testing";
import type { ServerContext } from "@fray/server/internal/server-context";
import type { RunningServer } from "@fray/server/server";

import { startHereWith } from "../security/in-process.ts";

/** A server in this process and in virtual time. */
export interface VirtualServer {
  /** Where clients dial it that need no link of their own: `http://...` and `ws://...`. */
  readonly http: string;
  readonly url: string;
  readonly running: RunningServer;
  readonly context: ServerContext;
  /** Opens a way to it for one client. */
  dial(options?: LinkOptions & { address?: string }): Dialled;
  stop(): Promise<void>;
}

let dialled = 0;

/** The stepper of this file. Throws in a file that runs in real time. */
export function stepper(): Stepper {
  if (!Stepper.current) throw new Error("this file does not run in virtual time");
  return Stepper.current;
}

/** Starts a server with the defaults of tests. Files that use it belong to a group that runs in virtual time. */
export async function startVirtual({
  args = [],
  options: startOptions = {},
}: { args?: readonly string[]; options?: Parameters<typeof startHereWith>[0] } = {}): Promise<VirtualServer> {
  const running = await startHereWith(startOptions, args);
  const dial = (options?: LinkOptions & { address?: string }): Dialled =>
    stepper().dial(`way-${++dialled}`, running.http, options);
  // As from the same machine, like clients of a real server in tests.
  const { endpoint } = dial({ address: "127.0.0.1" });
  return {
    http: endpoint,
    url: endpoint.replace("http", "ws"),
    running,
    context: running.context,
    dial,
    stop: () => stepper().settled(running.close()),
  };
}
