import { systemRuntime } from "@fray/netcode/core";
import { ConfigError } from "@fray/server/internal/config/config-error";
import { runPlayerCommand } from "@fray/server/internal/moderation/run-player-command";
import { nameTagOf } from "@fray/server/internal/replays/name-tag";
import { ReplayStore } from "@fray/server/internal/replays/replay-store";
import { SigningKey } from "@fray/server/internal/replays/signing-key";
import { systemDisk } from "@fray/server/internal/storage/disk";
import { Identities, readSecret } from "@fray/server/internal/storage/identity";
import { askBy } from "@fray/server/internal/storage/queries";
import { Store } from "@fray/server/internal/storage/store";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

import { headerOf } from "../support/replays.ts";
import { player, round } from "./records.ts";

const platform = { disk: systemDisk, runtime: systemRuntime };
const REPLAYS = ["00000000-0000-7000-8000-000000000001", "00000000-0000-7000-8000-000000000002"];
const REPORT = "00000000-0000-4000-8000-000000000001";

let data: string;
let eve: string;
let person: number;
beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), "fray-player-"));
  const secret = readSecret(join(data, "secret"), platform);
  const identities = new Identities(secret, systemRuntime);
  eve = identities.create();
  person = identities.personOf(eve);
  const store = await Store.open(join(data, "fray.sqlite"));
  await store.record(round([player("Evelyn", { playerId: eve, kills: 3 }), player("Ann")]));
  await askBy((query) => store.answer(query))("report", {
    id: REPORT,
    createdAt: 1,
    roomId: "room",
    reporter: { playerId: player("Ann").playerId ?? "", name: "Ann" },
    target: { playerId: player("Bob").playerId ?? "", name: "Bob" },
    address: "192.0.2.1",
    reason: "spam",
    text: "",
    lines: [
      { person, name: "Evelyn", text: "what Evelyn said" },
      { person: 7, name: "Ann", text: "what Ann said" },
    ],
    outcome: "",
  });
  await store.close();
  // A round that is over, and one that a running server records at this moment.
  const replays = new ReplayStore(
    { folder: join(data, "replays"), maxBytes: 1e9, key: SigningKey.create().pem },
    platform,
  );
  for (const [index, id] of REPLAYS.entries()) {
    replays.begin(
      headerOf({
        id,
        map: "duel",
        mode: "ffa",
        tickRate: 30,
        settings: { warmupSeconds: 0, roundSeconds: 60, scoreLimit: 0 },
      }),
      "{}",
    );
    const tag = nameTagOf(secret, id, eve);
    replays.name(id, { ordinal: 0, name: "Evelyn", salt: new Uint8Array(16), tag });
    replays.name(id, { ordinal: 1, name: "Ann", salt: new Uint8Array(16), tag: new Uint8Array(16) });
    if (index === 0) replays.end(id);
  }
});
afterEach(() => rmSync(data, { recursive: true }));

const run = (...words: string[]) => runPlayerCommand([...words, "--data-dir", data], {}, platform);
const replay = (id: string | undefined) => readFileSync(join(data, "replays", `${id}.fray`)).toString("latin1");

test("exports everything about one player as JSON, and changes nothing", async () => {
  const { lines, isDone } = await run("export", eve);
  expect(isDone).toBe(true);
  const exported: unknown = JSON.parse(lines.join("\n"));
  expect(exported).toMatchObject({
    player: { id: eve, name: "Evelyn" },
    totals: { kills: 3 },
    results: [{ kills: 3 }],
  });
  expect(lines.join("\n")).not.toContain("Ann");
  expect(await run("export", eve)).toEqual({ lines, isDone });
});

test("deletes a player from the store, from what others have reported, and from replays that are ended", async () => {
  expect(await run("delete", eve)).toEqual({
    lines: [`Deleted what was stored about ${eve}, and the name in 1 of 2 replays.`],
    isDone: true,
  });
  const { lines } = await run("export", eve);
  expect(JSON.parse(lines.join("\n"))).toMatchObject({ player: { id: eve }, totals: null, results: [] });
  expect(lines.join("\n")).not.toContain("Evelyn");
  const store = await Store.open(join(data, "fray.sqlite"));
  expect(JSON.stringify(await store.history(10))).toContain("Deleted player");
  const report = await askBy((query) => store.answer(query))("openReport", REPORT);
  expect(report?.lines).toEqual([{ person: 7, name: "Ann", text: "what Ann said" }]);
  await store.close();
  expect(replay(REPLAYS[0])).not.toContain("Evelyn");
  expect(replay(REPLAYS[0])).toContain("Ann");
  expect(replay(REPLAYS[1])).toContain("Evelyn");
});

test("says how it is used for anything else, and makes no database where there is none", async () => {
  for (const words of [[], ["delete"], ["delete", "Evelyn"], ["forget", eve]])
    expect(await run(...words)).toEqual({
      lines: [expect.stringContaining("npm run player -- export")],
      isDone: false,
    });
  const empty = mkdtempSync(join(tmpdir(), "fray-player-"));
  await expect(runPlayerCommand(["delete", eve, "--data-dir", empty], {}, platform)).rejects.toThrow(ConfigError);
  await expect(runPlayerCommand(["delete", eve, "--data-dir", ""], {}, platform)).rejects.toThrow(ConfigError);
  expect(readdirSync(empty)).toEqual([]);
  rmSync(empty, { recursive: true });
});
