import type { ConnectionStatus, Return } from "@fray/game-client/internal/connection/frame";
import type { Game } from "@fray/game-client/internal/connection/game-connection";
import { intentAfter } from "@fray/game-client/internal/connection/join-intent";
import { expect, test } from "vitest";

/** The parts of a game that a player needs to return to it. */
const game = (status: ConnectionStatus, { name = "", spectator = false } = {}): Game =>
  ({
    roomId: "here",
    room: () => ({ name }),
    standings: () => [{ self: true, spectator }],
    status: () => status,
  }) as unknown as Game;
const closed = (back: Return, movedTo?: string): ConnectionStatus => ({
  state: "closed",
  message: "",
  return: back,
  movedTo,
});

test("a player returns to a room that people opened, with its password, but to any room of the server", () => {
  const created = { spectate: false, create: { password: "x" } };
  expect(intentAfter(game(closed("none"), { name: "Den" }), created)).toEqual({
    spectate: false,
    roomId: "here",
    password: "x",
  });
  expect(intentAfter(game(closed("none"), { spectator: true }), { spectate: false })).toEqual({ spectate: true });
});

test("a player follows a room that is replaced by another, and joins any room where that is not possible", () => {
  expect(intentAfter(game(closed("newRoom", "there")), { spectate: false, roomId: "here", password: "x" })).toEqual({
    spectate: false,
    roomId: "there",
    password: "x",
    orAny: true,
  });
});

test("a player who was away for too long returns to the same room, or to any where it is gone", () => {
  expect(intentAfter(game(closed("again")), { spectate: false })).toEqual({
    spectate: false,
    roomId: "here",
    password: undefined,
    orAny: true,
  });
});

test.for(["restart", "newRoom", "elsewhere"] as const)("after %s nobody asks for the room that was", (back) => {
  const asked = { spectate: false, roomId: "here" };
  expect(intentAfter(game(closed(back), { name: "Den" }), asked)).toEqual({ spectate: false });
});
