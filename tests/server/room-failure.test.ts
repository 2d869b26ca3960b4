import { Client } from "@colyseus/sdk";
import { loadConfig } from "@fray/server/config/load-config";
import { HELP } from "@fray/server/config/sources";
import { logger } from "@fray/server/operations/logger";
import { ArenaRoom } from "@fray/server/rooms/arena-room";
import { startServer, type RunningServer } from "@fray/server/server";
import { CLOSE } from "@fray/shared-state/protocol/close-codes";
import { afterAll, beforeAll, expect, test } from "vitest";

import { until } from "../support/until.ts";

let server: RunningServer;
let url: string;
beforeAll(async () => {
  logger.level = "silent";
  const config = loadConfig(["--port", "0", "--bots", "0", "--max-players", "2"], {});
  if (config === HELP) throw new Error("unreachable");
  server = await startServer(config);
  url = `ws://127.0.0.1:${server.port}`;
});
afterAll(() => server.close());

const join = async (name: string) => {
  const room = await new Client(url).joinOrCreate("arena", { name });
  const closed = new Promise<number>((resolve) => {
    room.onLeave((code) => resolve(code));
  });
  return { room, closed };
};

test("an exception in one room's tick ends that room with a code; the others and the process go on", async () => {
  const [a, b] = [await join("A"), await join("B")];
  const c = await join("C");
  expect(a.room.roomId).toBe(b.room.roomId);
  expect(c.room.roomId).not.toBe(a.room.roomId);

  const broken = [...ArenaRoom.open].find((room) => room.roomId === a.room.roomId);
  if (!broken) throw new Error("no such room");
  broken.broadcastPatch = () => {
    throw new Error("a bug");
  };
  expect(await Promise.all([a.closed, b.closed])).toEqual([CLOSE.roomFailed, CLOSE.roomFailed]);
  await until("the broken room is gone", () => !ArenaRoom.open.has(broken));

  const before = c.room.clock.lastServerTime();
  await until("the other room ticks on", () => c.room.clock.lastServerTime() > before + 200);
  const d = await join("D");
  expect(d.room.roomId).toBe(c.room.roomId);
  await Promise.all([c.room.leave(), d.room.leave()]);
});
