/**
 * Why the server refuses a join, as the `code` of the error that the SDK rejects with. Its message is a sentence for
 * the player. The codes avoid the HTTP statuses that joins use: 403 (bots, other sites' pages), 422 (bad options),
 * 429 (too many joins) and 503 (the server is full, busy or restarting). They also avoid Colyseus' own codes (522: no
 * such room).
 */
export const JOIN_REFUSED = {
  /** The room has a password and none was given. */
  passwordNeeded: 460,
  wrongPassword: 461,
  /** So many wrong passwords came from that address that no more are looked at for a minute. */
  tooManyGuesses: 462,
  /** The owner has banned them from the room. */
  banned: 463,
  /** The owner has locked the room. */
  locked: 464,
  full: 465,
  /** There are spectators enough. */
  fullOfSpectators: 466,
  /** So many rooms that were created from that address are open that there may be no more. */
  tooManyRooms: 467,
  /** The host does not offer that map, that mode, so many players or bots. */
  notOffered: 468,
  /** A room of so many places sends its state in a way that takes a client of ours to read. */
  unreadable: 469,
  /** They fight in this very round on another connection, and would watch it on this one. */
  fighting: 470,
  /** Somebody in charge has sent them away: they may come back with the next round. */
  kicked: 471,
  /** They, or all from their address together, hold as many places as they may, or have just taken many. */
  tooManyPlaces: 472,
} as const;
export type JoinRefusal = keyof typeof JOIN_REFUSED;

/** Whether `code` is one of the above: the message that comes with it is to be shown as it is. */
export const isJoinRefusal = (code: unknown): boolean => Object.values<unknown>(JOIN_REFUSED).includes(code);
