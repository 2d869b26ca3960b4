import { setImmediate as nextTurn } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";

import { loadMap } from "../support/maps.ts";
import { SyncRoom } from "../support/sync-room.ts";

const JOINS = 10_000;
const JOINED_AT_ONCE = 20;
const REGULARS = 10;
/**
 * For each who came and went. The framework's encoder keeps a number for everything that it ever gave one, and there are
 * two: that is 100..140 bytes. A single object that stays takes ten times as much.
 */
const MAX_KEPT_BYTES = 250;

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;
const heap = (): number => {
  collectGarbage();
  return process.memoryUsage().heapUsed;
};

test("no data remains of ten thousand sessions that joined and left", { timeout: 120_000 }, async () => {
  const room = new SyncRoom("both", loadMap("foundry"));
  for (let index = 0; index < REGULARS; index++) room.join(`regular-${index}`, { listens: false });
  const comeAndGo = async (joins: number): Promise<void> => {
    for (let joined = 0; joined < joins; joined += JOINED_AT_ONCE) {
      const guests = Array.from({ length: JOINED_AT_ONCE }, (_, index) => `guest-${joined + index}`);
      for (const [index, guest] of guests.entries()) room.join(guest, { spectate: index % 4 === 0, listens: false });
      room.tick();
      for (const guest of guests) room.leave(guest);
      room.tick();
      // A weakly held object stays alive until the end of the turn.
      await nextTurn();
    }
  };
  await comeAndGo(JOINS / 10);
  const before = heap();
  await comeAndGo(JOINS);

  expect((heap() - before) / JOINS).toBeLessThan(MAX_KEPT_BYTES);
});
