import { CHUNK, encodeChunk } from "@fray/shared-state/replay/chunks";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { z } from "zod";

import { Guest } from "../support/guest.ts";
import { startServer, type ServerProcess } from "../support/server.ts";
import { until } from "../support/until.ts";

const History = z.array(z.object({ id: z.string().optional(), replay: z.boolean().optional() }));

let folder = "";
let server: ServerProcess;
const guests: Guest[] = [];
afterEach(async () => {
  await leave();
  await server.stop();
  rmSync(folder, { recursive: true });
  folder = "";
});

async function start(...args: string[]): Promise<string> {
  folder ||= mkdtempSync(join(tmpdir(), "fray-replays-"));
  const data = join(folder, "data");
  server = await startServer({
    args: [
      "--data-dir",
      data,
      "--round-seconds",
      "4",
      "--warmup-seconds",
      "0",
      "--map",
      "duel",
      "--bots",
      "0",
      ...args,
    ],
  });
  return data;
}

const enter = (guest: Guest): Guest => {
  guests.push(guest);
  return guest;
};

/** Waits until the round that two people play is over. */
async function playRound(ann: Guest, room: { readonly password?: string } = {}): Promise<void> {
  enter(await Guest.joinById(server.url, ann.room.roomId, { name: "Bob", ...room }));
  await until("the round is over", () => ann.room.state.match.phase === 2);
}

/** All leave, so that the room closes and its recording ends. */
const leave = () => Promise.all(guests.splice(0).map((guest) => guest.leave()));

const download = async (id: string): Promise<Buffer | undefined> => {
  const got = await fetch(`${server.http}/api/replays/${id}`);
  return got.ok ? Buffer.from(await got.arrayBuffer()) : undefined;
};

/** The rounds in the history, once there are some. */
const rounds = () =>
  until("the round is in the history", async () => {
    const answer = await fetch(`${server.http}/api/history?limit=20`);
    const list = answer.ok ? History.parse(await answer.json()) : [];
    return list.length > 0 && list;
  });

test("--replays off: a round leaves no file, has no replay in the history, and nobody is told of one", async () => {
  const data = await start("--replays", "off");
  const ann = enter(await Guest.join(server.url, { name: "Zebulon" }));
  await playRound(ann);
  for (const { id = "", replay = false } of await rounds()) {
    expect(replay).toBe(false);
    expect(await download(id)).toBeUndefined();
  }
  expect(ann.heard.replay).toEqual([]);
  expect((await fetch(`${server.http}/api/server-key`)).status).toBe(404);
  for (const part of ["replays", "rules", "replay-key"]) expect(existsSync(join(data, part)), part).toBe(false);
});

test("--replay-names off: no name of a player is in a replay, as text or packed", async () => {
  await start("--replay-names", "off");
  const ann = enter(await Guest.join(server.url, { name: "Zebulon" }));
  await playRound(ann);
  const { id } = await until("its replay is announced", () => ann.heard.replay[0]);
  await leave();
  const bytes = await until("it is there", () => download(id));
  expect(bytes.includes("Zebulon")).toBe(false);
  // Names are never packed: they are deleted in place.
  expect(bytes.includes("Player 1")).toBe(true);
});

test.each([
  ["a private room", { private: true }, {}],
  ["a room with a password", { password: "sesame" }, { password: "sesame" }],
])("the replay of %s opens with its id alone, which only the people in the room are told", async (_, room, entry) => {
  const data = await start();
  const ann = enter(await Guest.create(server.url, room, { name: "Zebulon" }));
  await playRound(ann, entry);
  const { id } = await until("its replay is announced", () => ann.heard.replay[0]);
  await leave();
  const bytes = await until("it is there", () => download(id));
  expect(bytes.includes("Zebulon")).toBe(true);
  expect(readdirSync(join(data, "replays"))).toContain(`${id}.fray`);
  for (const place of ["/api/history?limit=20", "/api/leaderboard", "/api/rooms", "/api/server-key"]) {
    const answer = await fetch(`${server.http}${place}`);
    expect(await answer.text(), place).not.toContain(id);
  }
  // Another id, as near as can be, opens nothing.
  const last = id.at(-1) === "0" ? "1" : "0";
  expect((await fetch(`${server.http}/api/replays/${id.slice(0, -1)}${last}`)).status).toBe(404);
});

test("--replays-mb: the oldest replays are deleted when there are more megabytes", async () => {
  folder = mkdtempSync(join(tmpdir(), "fray-replays-"));
  const replays = join(folder, "data", "replays");
  mkdirSync(replays, { recursive: true });
  const ids = [1, 2, 3].map((count) => `0000000${count}-0000-7000-8000-000000000000`);
  // Whole recordings are not opened at the start.
  const file = Buffer.concat([Buffer.alloc(450_000), encodeChunk(CHUNK.end)]);
  for (const id of ids) writeFileSync(join(replays, `${id}.fray`), file);
  await start("--replays-mb", "1");
  expect(readdirSync(replays)).toEqual(ids.slice(1).map((id) => `${id}.fray`));
});
