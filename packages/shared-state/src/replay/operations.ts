/**
 * Everything from outside that changes a round, and its steps. A second of a replay is a list of operations. Codes are
 * part of the format: a new operation is added at the end.
 */
export const OPERATION = {
  /** A tick. The commands are those of the bodies of the last step, in the same order. */
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
  /** Short hashes of the ticks of a second but the last one, whose hash follows. */
  ticks: 14,
} as const;

/** Commands of the owner and the host that a replay shows. Codes are part of the format. */
export const RECORDED_COMMANDS = ["kick", "ban", "bots", "play", "restart", "lock", "pass", "end"] as const;
export type RecordedCommand = (typeof RECORDED_COMMANDS)[number];

/**
 * The parts of a second. Each has values that resemble each other, so that they compress well. Those from `changes` to
 * `aimHigh` have the values of one body after those of another; `bodies` says how many changes each body has.
 */
export const PLANES = ["control", "bodies", "changes", "smaller", "larger", "aimLow", "aimHigh", "rest"] as const;
export const PLANE_COUNT = PLANES.length;
/** Planes that are as long as the plane before them. */
export const TWIN_PLANES: ReadonlySet<number> = new Set([PLANES.indexOf("larger"), PLANES.indexOf("aimHigh")]);

/** Bits of a command: what differs from what the body's last command lets expect. */
export const CHANGE = {
  move: 1,
  aim: 2,
  buttons: 4,
  sight: 8,
  /** The input repeats the last one, because none has arrived. */
  provisional: 16,
  /** The number of the input is not the next one. */
  seq: 32,
  /** Another command of the same body follows. */
  another: 64,
} as const;
/** The code of the larger part of a movement that is too large for a byte, and is in the rest. */
export const LARGE_CODE = 255;
/** Stands in place of the bits when a body has no command in a tick. */
export const NO_COMMAND = 128;
