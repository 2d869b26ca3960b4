import { BUILD } from "@fray/server/internal/build";
import type { Report } from "@fray/server/internal/directory/reports";
import { LobbyBoard } from "@fray/server/internal/lobby/lobby-board";
import { tableOf } from "@fray/shared-state/by-name";
import { RULE_NAMES } from "@fray/shared-state/protocol/room-options";
import { LobbyState } from "@fray/shared-state/schema/lobby-state";
import { expect, test } from "vitest";

const FRIEND = "friend-code";

const report = (build: string): Report => ({
  where: "room",
  roomId: "den",
  build,
  people: [[FRIEND, "Ann"]],
  listing: {
    name: "Den",
    mode: 0,
    phase: 0,
    map: "duel",
    people: 1,
    spectators: 0,
    bots: 0,
    places: 8,
    locked: false,
    hasPassword: false,
    ...tableOf(RULE_NAMES, () => false),
  },
});

test("a room is listed while it is of the lobby's build, and people in it are found there", () => {
  const { rooms } = new LobbyState();
  const board = new LobbyBoard(rooms);
  board.record(report(BUILD), 0);
  expect([...rooms.keys()]).toEqual(["den"]);
  expect(board.places().get(FRIEND)).toEqual({ name: "Ann", where: "room", roomId: "den" });

  board.record(report("another"), 1);
  expect([...rooms.keys()]).toEqual([]);
  expect(board.places().get(FRIEND)).toEqual({ name: "Ann", where: "private" });
});
