import { CloseCode, type Room } from "@colyseus/sdk";

import { forgetState } from "./forget-state.ts";

/** A room at another server that continues the session of a client. */
export interface Destination {
  readonly roomId: string;
  /** The process that runs the room. */
  readonly processId: string;
  /** `host[:port][/path]` of its server. */
  readonly address: string;
}

type Redirected = Pick<
  Room,
  "roomId" | "reconnectionToken" | "connection" | "reconnection" | "onReconnect" | "clock"
> & { readonly serializer: Parameters<typeof forgetState>[0] };

/**
 * Makes the SDK's next reconnection lead to another room, which holds the client's session under the same reconnection
 * token. The state stays as it is until the other room has sent its own. Call it before the connection is closed.
 */
export function redirectRoom(room: Redirected, destination: Destination): void {
  pointTo(room, destination);
  // Whatever closes this connection, the SDK goes on to the other room. It may be the old server that refuses a return.
  const { events } = room.connection;
  const { onclose } = events;
  events.onclose = (event: CloseEvent) => {
    events.onclose = onclose ?? (() => {});
    onclose?.({ code: CloseCode.MAY_TRY_RECONNECT, reason: event.reason });
  };
}

/** The same for a client that has lost its connection. An attempt to return to the old room ends. */
export function redirectLostRoom(room: Redirected, destination: Destination): void {
  redirectRoom(room, destination);
  if (!room.connection.isOpen) room.connection.close();
}

interface Following {
  /** Close codes that end the session at this server, although another server may hold it. */
  readonly codes: readonly number[];
  /** Returns undefined for a room that goes on nowhere. */
  readonly where: (roomId: string) => Promise<Destination | undefined>;
}

/**
 * Asks where the room goes on when its server ends the session, and goes there. The server may have handed the room over
 * while it could not tell the client.
 */
export function followRoom(room: Redirected, { codes, where }: Following): void {
  const { events } = room.connection;
  const { onclose } = events;
  const askFirst = async (event: CloseEvent): Promise<void> => {
    const { roomId } = room;
    const destination = await where(roomId).catch(() => undefined);
    if (destination && room.roomId === roomId) redirectLostRoom(room, destination);
    const { reason } = event;
    onclose?.(room.roomId === roomId ? event : { code: CloseCode.MAY_TRY_RECONNECT, reason });
  };
  events.onclose = (event: CloseEvent) => {
    if (codes.includes(event.code) && room.reconnection.enabled) void askFirst(event);
    else onclose?.(event);
  };
}

function pointTo(room: Redirected, { roomId, processId, address }: Destination): void {
  const { connection, reconnection } = room;
  const [, token = ""] = room.reconnectionToken.split(":");
  room.roomId = roomId;
  room.reconnectionToken = `${roomId}:${token}`;
  const before = new URL(connection.url ?? "");
  connection.url = `${before.protocol}//${address}/${processId}/${roomId}${before.search}`;
  forgetState(room.serializer);
  // The other server is known to be there, so the first attempt needs no pause.
  const { minDelay, backoff } = reconnection;
  reconnection.minDelay = 0;
  reconnection.backoff = (attempt, delay) => (attempt === 1 ? 0 : backoff(attempt, delay));
  room.onReconnect.once(() => {
    Object.assign(reconnection, { minDelay, backoff });
    // The time of the other server differs by the length of the move. `reset` is missing in the SDK's type.
    (room.clock as { reset?(): void }).reset?.();
  });
}
