/**
 * Why the server refuses a join, as the `code` of the error that the SDK rejects with. Its message is a sentence for
 * the player. The codes avoid the HTTP statuses that joins use: 403 (bots, other sites' pages), 422 (bad options),
 * 429 (too many joins) and 503 (the server is full, busy or restarting). They also avoid Colyseus' own codes (522: no
 * such room).
 */
export const JOIN_REFUSED = {
  /** The room has a password, and the join has none. */
  passwordNeeded: 460,
  wrongPassword: 461,
  /** Too many wrong passwords came from the address: its passwords are not checked for a minute. */
  tooManyGuesses: 462,
  /** The owner has banned the player from the room. */
  banned: 463,
  /** The owner has locked the room. */
  locked: 464,
  full: 465,
  /** All places for spectators are taken. */
  fullOfSpectators: 466,
  /** Too many open rooms were created from the address. */
  tooManyRooms: 467,
  /** The host does not offer the requested map, mode, or number of players or bots. */
  notOffered: 468,
  /** The client reads no snapshot records, and all places for such clients are taken, or the host offers none. */
  unreadable: 469,
  /** The guest fights in this round on another connection, and would watch the round on this connection. */
  fighting: 470,
  /** The owner or the host has removed the player, who may return in the next round. */
  kicked: 471,
  /** The guest, or all guests from the address together, hold the maximum of places or have just taken too many. */
  tooManyPlaces: 472,
  /** The client is of another build than the server or the room. A page reloads; a bot has to be updated. */
  otherBuild: 473,
  /** The people who run the server have banned the player or the network. The sentence has the end and the reason. */
  bannedFromServer: 474,
  /** The party token was not made by this game: it was guessed, changed, or is of another server. */
  unknownParty: 475,
  /** The party has as many members in the room as a party may have. */
  partyFull: 476,
  /** The friend beside whom the client wants to play is not in the room. */
  friendGone: 477,
} as const;
export type JoinRefusal = keyof typeof JOIN_REFUSED;

/** Whether `code` is a refusal of this table. The message of such an error is shown to the player unchanged. */
export const isJoinRefusal = (code: unknown): boolean => Object.values<unknown>(JOIN_REFUSED).includes(code);
