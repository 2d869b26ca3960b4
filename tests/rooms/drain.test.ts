import { Client } from "@colyseus/sdk";
import { drain } from "@fray/server/internal/operations/drain";
import { Store } from "@fray/server/internal/storage/store";
import { CLOSE } from "@fray/shared-state/protocol/close-codes";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";

import { Guest } from "../support/guest.ts";
import { LobbyGuest } from "../support/lobby-guest.ts";
import { pass, settled, until } from "../support/until.ts";
import { startVirtual, type VirtualServer } from "../support/virtual-server.ts";

const folder = mkdtempSync(join(tmpdir(), "fray-drain-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Closes a server that has a database. The thread that writes it takes real time, so no limit in virtual time fits. */
async function closeWithDatabase({ running }: VirtualServer): Promise<void> {
  const isClosed = running.close().then(() => true);
  while (!(await Promise.race([isClosed, pass(10)])));
}

describe("what SIGTERM begins in the middle of a round", () => {
  test("refuses joins, tells the players, waits for the round and its podium, and the result is kept", async () => {
    const data = join(folder, "data");
    const server = await startVirtual({ args: ["--round-seconds", "4", "--data-dir", data] });
    const guests = await Promise.all(
      Array.from({ length: 20 }, (_, index) => Guest.join(server.url, { name: `P${index}`, bot: index > 0 })),
    );
    const [first] = guests;
    await until("the round counts", () => first?.room.state.match.phase === 1);
    const joiner = await LobbyGuest.join(server.url);
    let isDrained = false;
    void drain(60, server.context).then(() => (isDrained = true));
    await until("the lobby is told", () => joiner.heard.notice[0]?.code === "restart");
    await until("everybody is told", () => guests.every(({ heard }) => heard.notice[0]?.code === "restart"));
    expect(first?.heard.notice[0]?.text).toContain("restarts after this round");
    await expect(settled(new Client(server.url).joinOrCreate("arena"))).rejects.toThrow(/restarting|503/);
    expect(guests.every(({ closed }) => closed === undefined)).toBe(true);
    await until("the results are shown", () => first?.room.state.match.phase === 2);
    expect(isDrained).toBe(false);
    await until("it has waited long enough", () => isDrained);
    expect(first?.room.state.match.round, "no round begins that would be cut off").toBe(1);
    await closeWithDatabase(server);
    await until("all are closed", () => guests.every(({ closed }) => closed !== undefined));
    expect(new Set(guests.map(({ closed }) => closed))).toEqual(new Set([CLOSE.serverShutdown]));
    const store = await Store.open(join(data, "fray.sqlite"));
    const [round] = await store.history(1);
    await store.close();
    expect(round?.players).toHaveLength(20);
  });

  test.for([
    ["waits at most for its limit", 5, false],
    ["does not wait for bots alone", 600, true],
  ] as const)("%s", async ([, seconds, bot]) => {
    const server = await startVirtual();
    const guests = [await Guest.join(server.url, { bot }), await Guest.join(server.url, { bot: true })];
    await until("the round counts", () => guests[0]?.room.state.match.phase === 1);
    const since = performance.now();
    await settled(drain(seconds, server.context));
    const waited = (performance.now() - since) / 1000;
    expect(Math.floor(waited)).toBe(bot ? 0 : seconds);
    await server.stop();
  });
});
