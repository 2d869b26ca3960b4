import { Client } from "@colyseus/sdk";
import { Store } from "@fray/server/storage/store";
import { CLOSE } from "@fray/shared-state/protocol/close-codes";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";

import { Guest } from "../support/guest.ts";
import { LobbyGuest } from "../support/lobby-guest.ts";
import { startServer } from "../support/server.ts";
import { until } from "../support/until.ts";

const folder = mkdtempSync(join(tmpdir(), "fray-drain-"));
afterAll(() => rmSync(folder, { recursive: true }));

describe("SIGTERM in the middle of a round", () => {
  test("refuses joins, tells the players, waits for the round and its podium, keeps the result, then closes with a code", async () => {
    const data = join(folder, "data");
    const args = ["--round-seconds", "4", "--drain-seconds", "60", "--data-dir", data];
    const server = await startServer({ args });
    const guests = await Promise.all(
      Array.from({ length: 20 }, (_, index) => Guest.join(server.url, { name: `P${index}`, bot: index > 0 })),
    );
    const [first] = guests;
    await until("the round counts", () => first?.room.state.match.phase === 1);
    const joiner = await LobbyGuest.join(server.url);
    server.process.kill("SIGTERM");
    await until("the lobby is told", () => joiner.heard.notice[0]?.code === "restart");
    await until("everybody is told", () => guests.every(({ heard }) => heard.notice[0]?.code === "restart"));
    expect(first?.heard.notice[0]?.text).toContain("restarts after this round");
    await expect(new Client(server.url).joinOrCreate("arena")).rejects.toThrow(/restarting|503/);
    expect(guests.every(({ closed }) => closed === undefined)).toBe(true);
    await until("the results are shown", () => first?.room.state.match.phase === 2);
    await until("all are closed", () => guests.every(({ closed }) => closed !== undefined), 20_000);
    expect(first?.room.state.match.round, "nothing is left to see of the round").toBe(2);
    expect(new Set(guests.map(({ closed }) => closed))).toEqual(new Set([CLOSE.serverShutdown]));
    await until("the server ends by itself", () => server.process.exitCode !== null);
    expect(await server.stop()).toBe(0);
    const store = await Store.open(join(data, "fray.sqlite"));
    const [round] = await store.history(1);
    await store.close();
    expect(round?.players).toHaveLength(20);
  });

  test("waits at most for its limit, and not for bots alone; a second one ends it at once", async () => {
    const patient = await startServer({ args: ["--drain-seconds", "1"] });
    const guests = [await Guest.join(patient.url), await Guest.join(patient.url, { bot: true })];
    await until("the round counts", () => guests[0]?.room.state.match.phase === 1);
    expect(await patient.stop()).toBe(0);

    const empty = await startServer({ args: ["--drain-seconds", "600"] });
    await Guest.join(empty.url, { bot: true });
    await Guest.join(empty.url, { bot: true });
    expect(await empty.stop()).toBe(0);

    const stubborn = await startServer({ args: ["--drain-seconds", "600"] });
    const player = await Guest.join(stubborn.url);
    await Guest.join(stubborn.url, { bot: true });
    await until("the round counts", () => player.room.state.match.phase === 1);
    stubborn.process.kill("SIGTERM");
    await until("it waits", () => player.heard.notice[0]?.code === "restart");
    expect(await stubborn.stop()).toBe(1);
  });
});
