import type { Client, JoinOptions, Room } from "@colyseus/sdk";
import { TransportClient, type Tried } from "@fray/netcode/client";
import type { Runtime } from "@fray/netcode/core";

import { BUILD } from "./build.ts";
import { codeOf } from "./code-of.ts";
import { transportsTo } from "./transports.ts";

/** Close codes with which a browser reports a connection that never was one. */
const NO_CODE = new Set([undefined, 1005, 1006]);

/** The server has given a seat, but no connection to it could be opened. */
export class NoSocketError extends Error {
  override name = "NoSocketError";
  readonly tried: Tried;

  constructor(tried: Tried, options: ErrorOptions) {
    super("no connection could be opened", options);
    this.tried = tried;
  }
}

/**
 * Tells the server which build this page is of, and shows the room that is being joined, so that its socket can be
 * closed.
 */
class JoiningClient extends TransportClient {
  joining: Room | undefined;

  protected override createRoom<State>(name: string, state?: new () => State) {
    const room = super.createRoom<State>(name, state);
    this.joining = room;
    return room;
  }

  protected override createMatchMakeRequest<State>(
    method: string,
    roomName: string,
    options: JoinOptions = {},
    state?: new () => State,
  ) {
    return super.createMatchMakeRequest<State>(method, roomName, { ...options, build: BUILD }, state);
  }
}

export interface Attempt {
  readonly runtime: Runtime;
  /** Address of the server. */
  readonly endpoint: string;
  readonly signal: AbortSignal;
}

/**
 * Takes a seat in a room by a join method of the SDK's client. Rejects with the reason of `signal` when it is aborted;
 * then no request and no socket goes on. Rejects with a `NoSocketError`, or with what the method rejects with.
 */
export async function takeSeat<State>(
  { runtime, endpoint, signal }: Attempt,
  join: (client: Client) => Promise<Room<unknown, State>>,
): Promise<Room<unknown, State>> {
  signal.throwIfAborted();
  const client = new JoiningClient(endpoint, transportsTo(endpoint, runtime), {
    fetchFn: (url, options) => fetch(url, { ...options, signal }),
  });
  let stop = (): void => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => {
      reject(signal.reason);
      client.joining?.connection?.close();
    };
  });
  signal.addEventListener("abort", stop);
  try {
    return await Promise.race([join(client), aborted]);
  } catch (error) {
    if (signal.aborted || !client.joining || !NO_CODE.has(codeOf(error))) throw error;
    throw new NoSocketError(client.transport?.tried ?? {}, { cause: error });
  } finally {
    signal.removeEventListener("abort", stop);
  }
}
