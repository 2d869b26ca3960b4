import { Client } from "@colyseus/sdk";
import { Sessions } from "@fray/server/internal/sessions/sessions";
import { JOIN_REFUSED } from "@fray/shared-state/protocol/join-refusals";
import { ArenaState } from "@fray/shared-state/schema/arena-state";
import { followState, READS_RECORDS } from "@fray/shared-state/sync/follow-state";
import { afterAll, beforeAll, expect, test, vi } from "vitest";

import { Guest } from "../support/guest.ts";
import { settled, until } from "../support/until.ts";
import { startVirtual, type VirtualServer } from "../support/virtual-server.ts";

const PLACES = 300;
const PLAYERS = 280;
const JOINED_AT_ONCE = 20;
/** By default a quarter of the places is for stock clients. */
const STOCK_PLACES = 75;
const STOCK_JOINED = 3;
/** Default size of the framework's buffer. A larger full state reached joiners as garbage. */
const SHIPPED_BUFFER_BYTES = 16 * 1024;

let server: VirtualServer;
beforeAll(async () => {
  const settings = `--max-players ${PLACES} --tick-rate 20 --joins-per-minute 0`;
  server = await startVirtual({ args: settings.split(" ") });
});
afterAll(() => server.stop());

const join = (name: string) =>
  settled(
    new Client(server.url)
      .joinOrCreate<ArenaState>("arena", { name, ...READS_RECORDS }, ArenaState)
      // Within the same turn, before the state can arrive.
      .then((room) => followState(room)),
  );

/** Sixteen characters of three bytes each. */
const longName = (index: number) => `第${String(index).padStart(4, "0")}号の戦士である者なり`.slice(0, 16);

test("stock clients have a share of the places, and one more is refused and leaves no trace", async () => {
  const own = await join("Own");
  // As if so many more were there.
  vi.spyOn(Sessions.prototype, "stockBeside").mockImplementation(function (this: Sessions) {
    return STOCK_PLACES - STOCK_JOINED + Array.from(this).filter(({ records }) => records === undefined).length;
  });
  const guests = await Promise.all(
    Array.from({ length: STOCK_JOINED }, (_, index) => Guest.joinById(server.url, own.roomId, { name: `S${index}` })),
  );
  expect(guests.map(({ room }) => room.serializerId)).toEqual(guests.map(() => "schema"));
  await expect(Guest.joinById(server.url, own.roomId, { name: "One more" })).rejects.toMatchObject({
    code: JOIN_REFUSED.unreadable,
    message: expect.stringContaining("no more places"),
  });
  await settled((await join("Another of ours")).leave());
  await guests.pop()?.leave();
  await until("it has left", () => own.state.roster.size === STOCK_JOINED);
  guests.push(await Guest.joinById(server.url, own.roomId, { name: "The next" }));
  for (const guest of guests) await guest.leave();
  vi.restoreAllMocks();
  await until("only ours is there", () => own.state.roster?.size === 1);
  await settled(own.leave());
});

test(
  "a client that joins a crowd whose state is larger than the shipped buffer receives all of it intact",
  { timeout: 60_000 },
  async () => {
    for (let joined = 0; joined < PLAYERS; joined += JOINED_AT_ONCE) {
      const rooms = await Promise.all(
        Array.from({ length: JOINED_AT_ONCE }, (_, index) => join(longName(joined + index))),
      );
      // These clients only fill the room, so they need not decode their messages.
      for (const room of rooms) room.connection.events.onmessage = () => {};
    }
    const last = await join("Last");
    // Who joins in the same tick gets the same full state, and the next patch has those who came after it was made.
    await until("the whole state is here", () => last.state.roster?.size === PLAYERS + 1);
    const stock = await Guest.joinById(server.url, last.roomId, { name: "Stock" });
    await until("all have heard of both", () => last.state.roster.size === PLAYERS + 2);
    const expected = [...Array.from({ length: PLAYERS }, (_, index) => longName(index)), "Last", "Stock"].toSorted();
    for (const { state, sessionId } of [last, stock.room]) {
      const names = Array.from(state.roster.values(), (entry) => entry.name);
      expect(names.toSorted()).toEqual(expected);
      expect(new TextEncoder().encode(names.join("")).length + PLAYERS * 30).toBeGreaterThan(SHIPPED_BUFFER_BYTES);
      await until("its body is here", () => state.players.has(sessionId));
      expect(state.roster.get(sessionId)?.id).toBe(state.players.get(sessionId)?.id);
    }
  },
);
