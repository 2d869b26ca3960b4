import { CLOSE } from "@fray/shared-state/protocol/close-codes";
import { isJoinRefusal } from "@fray/shared-state/protocol/join-refusals";
import { isUnavailable, UNAVAILABLE_CODE } from "@fray/shared-state/protocol/unavailable";

import { codeOf } from "./code-of.ts";
import { NoSocketError } from "./take-seat.ts";

/** Smaller codes are HTTP statuses. Codes from here on are close codes of a WebSocket. */
const FIRST_CLOSE_CODE = 1000;

/**
 * Colyseus answers with this code when the requested room can't be joined. Only the message tells a full room from a
 * missing one.
 */
const NO_SUCH_ROOM = 522;
const IS_FULL = /is locked/;
const ROOM_FULL = "That room is full. Try again in a moment, or play in another one.";
const ROOM_GONE = "That room is gone. Play in another one.";

const UNAVAILABLE_SENTENCE = "The server takes in nobody right now. Try again in a moment.";
const FORBIDDEN_SENTENCE =
  "The server does not accept players from this page's address. If you are its host: the log says what its proxy needs.";
/** `what` says what was tried. */
const noConnection = (what: string): string =>
  `The server answers, but ${what}. A proxy, a firewall or an extension may block it. Try another network or browser.`;
/** Statuses of a server that accepts no connections over plain HTTP. */
const OFF = new Set(["404", "405"]);
const TIME_SENTENCE = "The server did not answer in time. Check your connection and try again.";

/** The round has changed to a map that does not load. */
export const MAP_SENTENCE = "The next map could not be loaded. Rejoin to play on.";

/** The server that ran the room is gone. */
export const GONE_SENTENCE = "The room is gone. Rejoin to play in another one.";

/** Tells the player what a closed connection means. */
export function closeSentence(code: number): string {
  switch (code) {
    case CLOSE.consented:
      return "You left the arena.";
    case CLOSE.serverShutdown:
      return "The server is restarting. Try again in a moment.";
    case CLOSE.withError:
      return "The server ended the connection. Rejoin to play on.";
    case CLOSE.failedToReconnect:
      return "You were disconnected for too long and lost your place.";
    case CLOSE.roomFailed:
      return "An error stopped the room. A new one is ready.";
    case CLOSE.flood:
    case CLOSE.malformed:
    case CLOSE.forged:
      return "The server closed the connection because your browser sent something unexpected. Reloading the page should help.";
    case CLOSE.banned:
      return "You were banned from that room. You can join another one.";
    case CLOSE.bannedFromServer:
      return "You were banned from this server. When you join again, you read until when and why.";
    case CLOSE.kicked:
      return "You were kicked from the room. You can return in the next round.";
    case CLOSE.fighting:
      return "You already play in that room in another tab.";
    case CLOSE.roomClosed:
      return "The room was closed. Rejoin to play in another one.";
    case CLOSE.idle:
      return "You were idle for too long and lost your place. Rejoin to play on.";
    default:
      return "The connection to the server was lost.";
  }
}

/** Tells the player why joining failed and what they can do about it. */
export function joinSentence(error: unknown): string {
  const code = codeOf(error);
  if (error instanceof Error && isJoinRefusal(code)) return error.message;
  if (code === NO_SUCH_ROOM) return error instanceof Error && IS_FULL.test(error.message) ? ROOM_FULL : ROOM_GONE;
  if (code === UNAVAILABLE_CODE)
    return error instanceof Error && isUnavailable(error.message) ? error.message : UNAVAILABLE_SENTENCE;
  if (code === 403) return FORBIDDEN_SENTENCE;
  if (code === 429) return "Too many people are joining from your network. Try again in a minute.";
  if (code === 422 && error instanceof Error) return `The server did not accept that: ${error.message}.`;
  if (code !== undefined && code >= FIRST_CLOSE_CODE) return closeSentence(code);
  if (code !== undefined) return "The server could not open a room. Try again in a moment.";
  if (error instanceof NoSocketError)
    return noConnection(
      OFF.has(error.tried.http ?? "")
        ? "no WebSocket to it can be opened, and it allows no other connection"
        : "neither a WebSocket nor plain requests to its rooms get through",
    );
  if (error instanceof DOMException && error.name === "TimeoutError") return TIME_SENTENCE;
  return "The server can't be reached. Check your connection and try again.";
}
