/**
 * Everything from outside that changes a round, and its steps. A second of a replay is a list of operations. Codes are
 * part of the format: a new operation is added at the end.
 */
export const OPERATION = {
  /** A tick. The commands are those of bodies of the last list, in the same order. */
  step: 0,
  /** A tick, with a new list of bodies. */
  stepWithList: 1,
  /** The hash of the round at this moment. */
  hash: 2,
  /** A member joins. */
  join: 3,
  /** A member leaves. Its body has left before. */
  leave: 4,
  /** A member gets a body. */
  enter: 5,
  /** A member loses its body and watches. */
  exit: 6,
  /** A member's body is replaced by an equal one: a person rejoins with another connection. */
  replaceBody: 7,
  /** A member loses its connection, or has one again. */
  connection: 8,
  /** The host ends the round, or the results. */
  end: 9,
  /** The scores and the end of a round are restored from a failed room. */
  restore: 10,
  /** The score of a member is restored from a failed room. */
  standing: 11,
  /** What a member receives is limited: by its connection, or by the server's load. */
  view: 12,
  /** The owner of the room, or the host, has given a command. */
  command: 13,
  /** Nothing more follows in this second. */
  endOfSecond: 14,
} as const;
/** Bits of a code. */
export const OPERATION_BITS = 4;

/** Commands of the owner and the host that a replay shows. Codes are part of the format. */
export const RECORDED_COMMANDS = ["kick", "ban", "bots", "play", "restart", "lock", "pass", "end"] as const;
export type RecordedCommand = (typeof RECORDED_COMMANDS)[number];
