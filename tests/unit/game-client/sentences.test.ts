import { joinSentence } from "@fray/game-client/internal/connection/sentences";
import { NoSocketError } from "@fray/game-client/internal/connection/take-seat";
import type { Tried } from "@fray/netcode/client";
import { UNAVAILABLE } from "@fray/shared-state/protocol/unavailable";
import { expect, test } from "vitest";

const refused = (code: number, message: string) => Object.assign(new Error(message), { code });

const blocked = (tried: Tried) => new NoSocketError(tried, { cause: new DOMException("", "SecurityError") });

test.for([
  ["a room that is gone", refused(522, 'room "x" not found'), "That room is gone. Play in another one."],
  ["a full room", refused(522, 'room "x" is locked'), "That room is full."],
  ["a room that its owner has locked", refused(464, "It is locked, Ann says."), "It is locked, Ann says."],
  ["a full server", refused(503, UNAVAILABLE.full), "All rooms of this server are full."],
  ["a busy server", refused(503, UNAVAILABLE.busy), "The server is busy."],
  ["a server that restarts", refused(503, UNAVAILABLE.restarting), "The server is restarting."],
  ["a proxy without its server", refused(503, "Service Unavailable"), "The server takes in nobody right now."],
  ["a page under another address", refused(403, "Forbidden"), "does not accept players from this page's address"],
  ["nothing that passes", blocked({ webSocket: "refused", http: "403" }), "neither a WebSocket nor plain requests"],
  [
    "a blocked WebSocket, and nothing else allowed",
    blocked({ webSocket: "silent", http: "405" }),
    "no other connection",
  ],
  ["a browser's own error", new DOMException("blocked", "SecurityError"), "The server can't be reached."],
  ["a limit that is over", new DOMException("", "TimeoutError"), "The server did not answer in time."],
  ["no server", new TypeError("fetch failed"), "The server can't be reached."],
] as const)("%s is a sentence that says what to do", ([, error, sentence]) => {
  expect(joinSentence(error)).toContain(sentence);
});
