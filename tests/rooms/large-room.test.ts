import { Client } from "@colyseus/sdk";
import { JOIN_REFUSED } from "@fray/shared-state/protocol/join-refusals";
import { ArenaState } from "@fray/shared-state/schema/arena-state";
import { followState } from "@fray/shared-state/sync/follow-state";
import { afterAll, beforeAll, expect, test } from "vitest";

import { settled, until } from "../support/until.ts";
import { startVirtual, type VirtualServer } from "../support/virtual-server.ts";

const PLAYERS = 280;
const JOINED_AT_ONCE = 20;
/** Default size of the framework's buffer. A larger full state reached joiners as garbage. */
const SHIPPED_BUFFER_BYTES = 16 * 1024;

let server: VirtualServer;
beforeAll(async () => {
  server = await startVirtual({ args: ["--max-players", "300", "--tick-rate", "20", "--joins-per-minute", "0"] });
});
afterAll(() => server.stop());

const join = async (name: string) =>
  followState(await settled(new Client(server.url).joinOrCreate<ArenaState>("arena", { name }, ArenaState)));

/** Sixteen characters of three bytes each. */
const longName = (index: number) => `第${String(index).padStart(4, "0")}号の戦士である者なり`.slice(0, 16);

test("a client with only the stock SDK is told that it can't read such a large room, and leaves no trace", async () => {
  const own = await join("Own");
  await expect(settled(new Client(server.url).joinOrCreate("arena", { name: "Stock" }))).rejects.toMatchObject({
    code: JOIN_REFUSED.unreadable,
    message: expect.stringContaining("own clients"),
  });
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
    await until("the state is here", () => last.state.roster?.size === PLAYERS + 1);
    const names = Array.from(last.state.roster.values(), (entry) => entry.name);
    expect(names.toSorted()).toEqual(
      [...Array.from({ length: PLAYERS }, (_, index) => longName(index)), "Last"].toSorted(),
    );
    expect(new TextEncoder().encode(names.join("")).length + PLAYERS * 30).toBeGreaterThan(SHIPPED_BUFFER_BYTES);
    const own = last.state.players.get(last.sessionId);
    expect(last.state.roster.get(last.sessionId)?.id).toBe(own?.id);
  },
);
