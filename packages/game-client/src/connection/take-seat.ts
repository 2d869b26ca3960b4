import { Client, type JoinOptions, type Room } from "@colyseus/sdk";

import { BUILD } from "./build.ts";
import { codeOf } from "./code-of.ts";

/** Close codes with which a browser reports a connection that never was one. */
const NO_CODE = new Set([undefined, 1005, 1006]);

/** The server has given a seat, but the WebSocket to it could not be opened. */
export class NoSocketError extends Error {
  override name = "NoSocketError";
}

/**
 * Tells the server which build this page is of, and shows the room that is being joined, so that its socket can be
 * closed.
 */
class JoiningClient extends Client {
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

/**
 * Takes a seat in a room by a join method of the SDK's client. Rejects with the reason of `signal` when it is aborted;
 * then no request and no socket goes on. Rejects with a `NoSocketError`, or with what the method rejects with.
 */
export async function takeSeat<State>(
  endpoint: string,
  signal: AbortSignal,
  join: (client: Client) => Promise<Room<unknown, State>>,
): Promise<Room<unknown, State>> {
  signal.throwIfAborted();
  const client = new JoiningClient(endpoint, { fetchFn: (url, options) => fetch(url, { ...options, signal }) });
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
    throw new NoSocketError("the socket could not be opened", { cause: error });
  } finally {
    signal.removeEventListener("abort", stop);
  }
}
