import type { ConnectionStatus } from "@fray/game-client/connection/frame";
import type { Game } from "@fray/game-client/connection/game-connection";
import { wishAfter } from "@fray/game-client/connection/wish";
import { expect, test } from "vitest";

/** Just as much of a game as there is to know for whoever wants back into it. */
const game = (status: ConnectionStatus, { name = "", spectator = false } = {}): Game =>
  ({
    roomId: "here",
    room: () => ({ name }),
    standings: () => [{ self: true, spectator }],
    status: () => status,
  }) as unknown as Game;
const closed = (back: "none" | "restart" | "newRoom" | "elsewhere", movedTo?: string): ConnectionStatus => ({
  state: "closed",
  message: "",
  return: back,
  movedTo,
});

test("into a room of people's own one goes back, with its password; of the server's rooms any will do", () => {
  const created = { spectate: false, create: { password: "x" } };
  expect(wishAfter(game(closed("none"), { name: "Den" }), created)).toEqual({
    spectate: false,
    roomId: "here",
    password: "x",
  });
  expect(wishAfter(game(closed("none"), { spectator: true }), { spectate: false })).toEqual({ spectate: true });
});

test("a room that goes on in another is followed there, and where that can't be, into any", () => {
  expect(wishAfter(game(closed("newRoom", "there")), { spectate: false, roomId: "here", password: "x" })).toEqual({
    spectate: false,
    roomId: "there",
    password: "x",
    orAny: true,
  });
});

test.for(["restart", "newRoom", "elsewhere"] as const)("after %s nobody asks for the room that was", (back) => {
  const asked = { spectate: false, roomId: "here" };
  expect(wishAfter(game(closed(back), { name: "Den" }), asked)).toEqual({ spectate: false });
});
