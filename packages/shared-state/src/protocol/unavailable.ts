/** HTTP status of a join while the server or its rooms have no place. */
export const UNAVAILABLE_CODE = 503;

/** Why a server takes nobody in for now: the messages of such errors, which are shown to the player unchanged. */
export const UNAVAILABLE = {
  full: "All rooms of this server are full. Try again in a moment.",
  busy: "The server is busy. Try again in a moment.",
  restarting: "The server is restarting. Try again in a moment.",
  alone: "This server has lost its connection to the game's other servers. Try again in a moment.",
  noAnswer: "A server of this game does not answer. Try again in a moment.",
} as const;
export type Unavailable = keyof typeof UNAVAILABLE;

/** Whether an error's message is one of these sentences. A proxy answers with the same code and other words. */
export const isUnavailable = (message: string): boolean => Object.values<string>(UNAVAILABLE).includes(message);
