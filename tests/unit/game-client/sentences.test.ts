import { joinSentence } from "@fray/game-client/internal/connection/sentences";
import { expect, test } from "vitest";

const refused = (code: number, message: string) => Object.assign(new Error(message), { code });

test.for([
  ["a room that is gone", refused(522, 'room "x" not found'), "That room is gone. Play in another one."],
  ["a full room", refused(522, 'room "x" is locked'), "That room is full."],
  ["a room that its owner has locked", refused(464, "It is locked, Ann says."), "It is locked, Ann says."],
  ["a full server", refused(503, "all rooms of this server are full; try again later"), "The server is full"],
  [
    "a server that does not answer in time",
    new DOMException("The limit is over.", "TimeoutError"),
    "can't be reached.",
  ],
  ["no server", new TypeError("fetch failed"), "The server can't be reached."],
] as const)("%s is a sentence that says what to do", ([, error, sentence]) => {
  expect(joinSentence(error)).toContain(sentence);
});
