/**
 * Why a connection was closed, as a WebSocket close code. 4000..4010 are Colyseus' own; ours start at 4100.
 * Clients turn each into a sentence and decide whether coming back makes sense.
 */
export const CLOSE = {
  /** Sent by Colyseus: the player left on purpose. */
  consented: 4000,
  /** Sent by Colyseus: the server is going down. */
  serverShutdown: 4001,
  /** Sent by Colyseus: a join or message failed. */
  withError: 4002,
  /** Sent by Colyseus: the seat that was held is gone. */
  failedToReconnect: 4003,
  /** Known to Colyseus' clients: they come back at once. Too far behind; a new line begins with everything. */
  mayReconnect: 4010,
  /** The room hit a bug of ours and ended. A message `moved` may have named the room that continues it. */
  roomFailed: 4100,
  /** More frames than the budget allows. */
  flood: 4101,
  /** A frame that no client of ours sends. */
  malformed: 4102,
  /** Keeps claiming to have seen what it can't have. */
  forged: 4103,
  /** The client did nothing for so long that another player may have the place. */
  idle: 4104,
  /** Somebody in charge sent them away. */
  kicked: 4105,
  /** Somebody in charge closed the room. */
  roomClosed: 4106,
  /** The owner of the room banned them from it. */
  banned: 4107,
  /** The guest fights in the room on another connection: guests may not watch their own fight. */
  fighting: 4108,
} as const;
