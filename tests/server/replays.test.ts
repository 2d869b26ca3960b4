import { systemRuntime } from "@fray/netcode/core";
import { runReplayCommand } from "@fray/server/internal/replays/run-command";
import { decodeTail } from "@fray/server/internal/replays/tail";
import { systemDisk } from "@fray/server/internal/storage/disk";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";

import { Guest } from "../support/guest.ts";
import { startServer, type ServerProcess } from "../support/server.ts";
import { until } from "../support/until.ts";

const folder = mkdtempSync(join(tmpdir(), "fray-replays-"));
const data = join(folder, "data");
const args = ["--data-dir", data, "--round-seconds", "4", "--map", "duel"];
let server: ServerProcess;
beforeAll(async () => {
  server = await startServer({ args });
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

const History = z.array(z.object({ id: z.string() }));
const Info = z.object({ rules: z.string(), serverKey: z.string(), isComplete: z.boolean(), firstTick: z.number() });

const idsOfHistory = async (): Promise<string[]> => {
  const answer = await fetch(`${server.http}/api/history?limit=20`);
  return answer.ok ? History.parse(await answer.json()).map(({ id }) => id) : [];
};

const run = (...words: readonly string[]) =>
  runReplayCommand([...words, "--data-dir", data], { disk: systemDisk, runtime: systemRuntime });

/** Plays a round and leaves. Returns its id. */
async function playRound(): Promise<string> {
  const known = await idsOfHistory();
  const guests = [await Guest.join(server.url, { name: "Ann" }), await Guest.join(server.url, { name: "Bob" })];
  const id = await until("a round is kept", async () => (await idsOfHistory()).find((one) => !known.includes(one)));
  const early = await fetch(`${server.http}/api/replays/${id}`);
  expect(early.status, "of a round that is not over").toBe(409);
  for (const guest of guests) await guest.leave();
  return id;
}

describe("the replay of a round in the history", () => {
  test("is downloaded by the round's id, plays by rules that the server has, and is signed with its key", async () => {
    const id = await playRound();
    const answer = await until("the replay is there", async () => {
      const got = await fetch(`${server.http}/api/replays/${id}`);
      return got.ok && got;
    });
    const path = join(folder, "round.fray");
    writeFileSync(path, Buffer.from(await answer.arrayBuffer()));
    const verdict = await run("verify", path);
    expect(verdict.lines.join("\n")).toMatch(/Played \d+ ticks to the same state.*\n\d+ seconds are signed/);
    expect(verdict.isDone).toBe(true);

    const info = Info.parse(JSON.parse((await run("info", path, "--json")).lines[0] ?? ""));
    const key = await (await fetch(`${server.http}/api/server-key`)).json();
    expect(key).toEqual({ algorithm: "Ed25519", key: info.serverKey });
    const rules = await fetch(`${server.http}/rules/${info.rules}.js`);
    expect(rules.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect(rules.headers.get("content-type")).toContain("text/javascript");
    expect(
      createHash("sha256")
        .update(await rules.text())
        .digest("hex"),
    ).toBe(info.rules);
    expect(readdirSync(join(data, "rules"))).toContain(`${info.rules}.js`);
    expect(statSync(join(data, "replay-key")).mode & 0o777).toBe(0o600);

    expect((await run("events", path)).lines.join("\n")).toContain("live");
    // Part of it by ticks, as the page asks for it.
    const address = `${server.http}/api/replays/${id}`;
    const { firstTick } = info;
    const some = await fetch(`${address}?from=${firstTick + 5}&to=${firstTick + 20}`);
    const asked = join(folder, "asked.fray");
    writeFileSync(asked, Buffer.from(await some.arrayBuffer()));
    expect((await run("verify", asked)).isDone).toBe(true);
    expect((await fetch(`${address}?from=${firstTick + 1e6}&to=${firstTick + 2e6}`)).status).toBe(404);
    expect((await fetch(`${address}?from=-1&to=x`)).status, "what is no range means the whole").toBe(200);
    const part = join(folder, "part.fray");
    await run("trim", path, "--from", "0", "--to", "2", "--out", part);
    expect((await run("verify", part)).isDone).toBe(true);
  });

  test("has no name of a person who deletes their data, and its signatures stay valid", async () => {
    const guest = await Guest.join(server.url, { name: "Zebulon" });
    const other = await Guest.join(server.url, { name: "Bob" });
    const { token } = guest.heard.identity[0] ?? { token: "" };
    const known = await idsOfHistory();
    const id = await until("a round is kept", async () => (await idsOfHistory()).find((one) => !known.includes(one)));
    await Promise.all([guest.leave(), other.leave()]);
    const path = join(folder, "named.fray");
    const download = async (): Promise<Buffer | undefined> => {
      const got = await fetch(`${server.http}/api/replays/${id}`);
      return got.ok ? Buffer.from(await got.arrayBuffer()) : undefined;
    };
    const before = await until("the replay is there", download);
    expect(before.includes("Zebulon")).toBe(true);
    const url = `${server.http}/api/my-data`;
    for (const headers of [{}, { authorization: `Bearer ${token.slice(0, -2)}xx` }])
      expect((await fetch(`${url}/delete`, { method: "POST", headers })).status).toBe(401);
    const headers = { authorization: `Bearer ${token}` };
    expect(await (await fetch(url, { headers })).json()).toMatchObject({ player: { name: "Zebulon" } });
    expect((await fetch(`${url}/delete`, { method: "POST", headers })).status).toBe(200);
    const after = await until("the name is gone", async () => {
      const bytes = await download();
      return bytes && !bytes.includes("Zebulon") ? bytes : undefined;
    });
    writeFileSync(path, after);
    expect((await run("verify", path)).isDone).toBe(true);
    expect(await (await fetch(url, { headers })).json()).toMatchObject({ totals: null, results: [] });
    // The history is answered from a cache for a few seconds.
    await until("the history has no such name", async () => {
      const history = await fetch(`${server.http}/api/history?limit=100`);
      return !(await history.text()).includes("Zebulon");
    });
  });

  test.each([
    ["/api/replays/00000000-0000-7000-8000-000000000000", 404],
    ["/api/replays/..%2Fsecret", 404],
    ["/api/replays/x", 404],
    [`/rules/${"0".repeat(64)}.js`, 404],
    ["/rules/..%2F..%2Fsecret.js", 404],
  ])("is not at %s", async (path, status) => {
    expect((await fetch(`${server.http}${path}`)).status).toBe(status);
  });
});

test("a server that is killed in a round has it after its next start, up to its last seconds", async () => {
  const known = new Set(readdirSync(join(data, "replays")));
  const guests = [await Guest.join(server.url, { name: "Ann" }), await Guest.join(server.url, { name: "Bob" })];
  const tail = await until("seconds are written", () =>
    readdirSync(join(data, "replays")).find(
      (name) =>
        name.endsWith(".tail") && !known.has(name) && decodeTail(readFileSync(join(data, "replays", name))).length >= 3,
    ),
  );
  await server.stop("SIGKILL");
  expect(guests).toHaveLength(2);
  const id = tail.slice(0, tail.indexOf("."));
  const path = join(data, "replays", `${id}.fray`);
  const before = await run("verify", path);
  expect(before.lines.join("\n"), "as the killed server left it").toMatch(
    /^Played \d+ ticks to the same state.*\n0 seconds are signed.*\n\d+ seconds are not signed\.\nThe recording was not ended: its server was killed\.$/,
  );
  expect(before.isDone).toBe(true);
  server = await startServer({ args });
  expect((await fetch(`${server.http}/api/replays/${id}`)).status).toBe(200);
  const after = await run("verify", path);
  expect(after.isDone).toBe(true);
  expect(after.lines.join("\n")).not.toContain("not signed");
});

test.each([
  [[], "Usage"],
  [["verify"], "Usage"],
  [["dance", "file"], "Usage"],
])("the command with %j prints how it is used", async (words, text) => {
  const { lines, isDone } = await run(...words);
  expect(lines.join("\n")).toContain(text);
  expect(isDone).toBe(false);
});

test.each([
  ["nothing", "can't be read (ENOENT)"],
  ["other.fray", "This file is not a replay of Fray."],
])("the command says what is wrong with %s", async (name, text) => {
  writeFileSync(join(folder, "other.fray"), "PK\u0003\u0004");
  await expect(run("verify", join(folder, name))).rejects.toThrow(text);
});

test("a value on its command line may begin with a dash", async () => {
  await expect(run("trim", "-", "--out", "-part.fray", "--from", "-1")).rejects.toThrow("-: can't be read (ENOENT)");
  await expect(run("trim", "nowhere", "--out", "--json")).rejects.toThrow("'--out' argument is ambiguous");
});
