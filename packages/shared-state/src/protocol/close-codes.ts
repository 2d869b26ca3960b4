/**
 * Why a connection was closed, as a WebSocket close code. 4000..4010 belong to Colyseus; ours start at 4100. Clients
 * turn each into a sentence and decide whether to reconnect.
 */
export const CLOSE = {
  /** Sent by Colyseus: the player left on purpose. */
  consented: 4000,
  /** Sent by Colyseus: the server shuts down. */
  serverShutdown: 4001,
  /** Sent by Colyseus: a join or message failed. */
  withError: 4002,
  /** Sent by Colyseus: the session that was held has ended. */
  failedToReconnect: 4003,
  /**
   * Colyseus' clients reconnect at once after this code. Sent to a client that is too far behind; a new connection
   * begins with a full state.
   */
  mayReconnect: 4010,
  /** The room hit a bug of ours and ended. A message `moved` may have named the room that continues it. */
  roomFailed: 4100,
  /** The client sent more frames than the limit allows. */
  flood: 4101,
  /** The client sent a frame that no client of ours sends. */
  malformed: 4102,
  /** The client repeatedly claimed views that it can't have had. */
  forged: 4103,
  /** The client did nothing for so long that another player may have the place. */
  idle: 4104,
  /** The owner or the host removed the player. */
  kicked: 4105,
  /** The host closed the room. */
  roomClosed: 4106,
  /** The owner of the room banned the player from it. */
  banned: 4107,
  /** The guest fights in the room on another connection: guests may not watch their own fight. */
  fighting: 4108,
  /** The room goes on at another server. The message `moved` has named it, and the reconnection token is valid there. */
  moved: 4109,
  /** The people who run the server have banned the player. A notice with the end and the reason came before. */
  bannedFromServer: 4110,
} as const;
