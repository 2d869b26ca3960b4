import { ClientState, CloseCode, type Client, type Room } from "@colyseus/core";
import { EventEmitter } from "node:events";

import { noteReturn } from "./return-tokens.ts";

/** A client of a room in another process. Its connection there is over, and it comes to this room with its token. */
export interface AbsentClient {
  readonly sessionId: string;
  /** The tokens that it may have, the newest first; at least one. */
  readonly reconnectionTokens: readonly string[];
  /** What `onAuth` returned in the other process. */
  readonly auth: unknown;
}

/** Private members of the framework's room that are used here. */
interface HoldingRoom {
  readonly clients: { push(client: Client): unknown };
  readonly _events: { emit(event: "join", client: Client): unknown };
  readonly _reservedSeatTimeouts: Record<string, NodeJS.Timeout>;
  _reserveSeat(sessionId: string, options: unknown): Promise<boolean>;
  _onLeave(client: Client, code: number): Promise<unknown>;
}

const ABSENT = new WeakSet<Client>();

/** Whether a client was in a room of another process and has not come to this one yet. */
export const isAbsent = (client: Client): boolean => ABSENT.has(client);

/** Creates what stands for a client that has not come yet. */
export function createAbsent({ sessionId, reconnectionTokens, auth }: AbsentClient): Client {
  const [reconnectionToken, ...others] = reconnectionTokens;
  const client = {
    sessionId,
    reconnectionToken,
    auth,
    state: ClientState.JOINED,
    ref: new EventEmitter(),
    // It has confirmed nothing here, so any of its tokens may be the one that it has.
    _enqueuedMessages: [],
  };
  // A client without a connection has none of the framework's methods to send.
  const absent = client as unknown as Client;
  ABSENT.add(absent);
  noteReturn(absent, others);
  return absent;
}

/**
 * Makes the framework treat clients as clients of this room whose connections have just been lost: `onDrop` is called
 * for each, and may hold its seat. The room must be listed, and have places for them.
 */
export async function dropAbsent(room: Room, clients: readonly Client[]): Promise<void> {
  const holding = room as unknown as HoldingRoom;
  // Counts the clients. The loss of a connection and a return change no counts.
  await Promise.all(clients.map(({ sessionId }) => holding._reserveSeat(sessionId, true)));
  const held = clients.map((client) => {
    clearTimeout(holding._reservedSeatTimeouts[client.sessionId]);
    holding._events.emit("join", client);
    holding.clients.push(client);
    return holding._onLeave(client, CloseCode.ABNORMAL_CLOSURE);
  });
  await Promise.all(held);
}
