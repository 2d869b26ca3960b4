import { runBot } from "@fray/bot-client";
import { systemRuntime } from "@fray/netcode/core";
import { packAppearance } from "@fray/shared-state/protocol/appearance";
import { LiveReplay } from "@fray/shared-state/replay/live/live-replay";
import { ReplayFile } from "@fray/shared-state/replay/replay-file";
import { afterEach, expect, test } from "vitest";

import { onlyRoom } from "../security/in-process.ts";
import { MemoryDisk } from "../simulate/machine/memory-disk.ts";
import { Power } from "../simulate/machine/power.ts";
import { Guest } from "../support/guest.ts";
import { recordHere } from "../support/recorded-rooms.ts";
import { pass, settled, until } from "../support/until.ts";
import { startVirtual, type VirtualServer } from "../support/virtual-server.ts";

const LOOK = packAppearance({ color: 5, pattern: 6, trail: 2 });
const PROGRESS = { points: 300, botPoints: 0, deeds: { revenge: 25 } };

let server: VirtualServer;
const guests: Guest[] = [];
afterEach(async () => {
  await Promise.all(guests.splice(0).map((guest) => guest.leave()));
  await server.stop();
});

async function start(withNames = true) {
  const recorded = await recordHere(
    { disk: new MemoryDisk(new Power(() => {})), runtime: systemRuntime },
    { withNames, delayMs: 0 },
  );
  server = await startVirtual({
    args: ["--map", "duel", "--warmup-seconds", "0", "--joins-per-minute", "0"],
    options: { recordTo: recorded.recordTo },
  });
  server.context.progress.progressOf = async () => PROGRESS;
  return recorded;
}

async function join(options: Parameters<typeof Guest.join>[1]): Promise<Guest> {
  const guest = await Guest.join(server.url, options);
  guests.push(guest);
  return guest;
}

/** Ends the round after some seconds, and returns its replay. */
async function fileOf({ archive }: Awaited<ReturnType<typeof start>>) {
  await pass(5000);
  onlyRoom().control.playRound(0);
  await pass(1000);
  const [id = ""] = await archive.ids();
  const read = async (): Promise<ReplayFile> => ReplayFile.read((await archive.read(id)) ?? new Uint8Array());
  return { id, read, file: await read() };
}

/** What a file knows of a member with a name. */
function memberOf({ names, looks }: Pick<ReplayFile, "names" | "looks">, name: string) {
  const ordinal = [...names.values()].find((record) => record.name === name)?.ordinal ?? -1;
  return { ordinal, seen: looks.get(ordinal) };
}

test("looks, levels and titles are in a replay, and only the look is left when a person's data is deleted", async () => {
  const recorded = await start();
  const ann = await join({ name: "Ann", look: LOOK, title: 2 });
  await join({ name: "Bea" });
  // He comes while the round is played, before the store has told what he has achieved.
  await pass(2000);
  await join({ name: "Cal", title: 6, look: 3 });
  const { file, read } = await fileOf(recorded);
  const { ordinal, seen } = memberOf(file, "Ann");
  expect(seen).toEqual({ ordinal, look: LOOK, level: 3, title: 2 });
  expect(memberOf(file, "Bea").seen).toMatchObject({ look: 0, level: 3, title: 0 });
  expect(memberOf(file, "Cal").seen).toMatchObject({ look: 3, level: 3, title: 0 });
  expect(await recorded.replays().forget(ann.heard.identity[0]?.id ?? "")).toBe(1);
  const after = await read();
  expect(after.names.get(ordinal)?.name).toBeUndefined();
  expect(after.looks.get(ordinal)).toEqual({ ordinal, look: LOOK, level: 0, title: 0 });
  expect(memberOf(after, "Bea").seen).toMatchObject({ level: 3 });
});

test("--replay-names off: nothing tells how good a member is", async () => {
  const recorded = await start(false);
  await join({ name: "Ann", look: LOOK, title: 2 });
  await join({ name: "Bea", title: 2 });
  const { file } = await fileOf(recorded);
  expect([...file.looks.values()]).toEqual([{ ordinal: 0, look: LOOK, level: 0, title: 0 }]);
});

test("notes of bots are in the replay of the round, and nowhere else", async () => {
  const recorded = await start();
  const ann = await join({ name: "Ann" });
  const bot = await join({ name: "Walker", bot: true });
  bot.say("note", { say: "going for\nthe pad", mark: { x: 4.25, y: 3.5, text: "ambush" } });
  await pass(1000);
  ann.say("note", { say: "I am a person" });
  for (const forged of [{ say: "x".repeat(201) }, { mark: { x: Infinity, y: 1 } }, { say: 7 }, "say", null])
    bot.say("note", forged);
  await pass(1000);
  expect(ann.heard.notice).toMatchObject([{ code: "notAllowed", text: "Only bots leave notes in the replay." }]);
  expect(bot.heard.notice.map(({ code }) => code)).toEqual(Array.from({ length: 5 }, () => "malformed"));
  await pass(2000);
  for (let count = 0; count < 50; count++) bot.say("note", { say: `word ${count}` });
  const [id = ""] = await recorded.archive.ids();
  await until("something is published", async () => ((await recorded.archive.live(id))?.next ?? 0) > 1);
  const opening = await recorded.archive.opening(id, 0);
  const fragment = await recorded.archive.fragment(id, 1);
  if (!(opening instanceof Uint8Array) || !(fragment instanceof Uint8Array)) throw new Error("nothing is published");
  expect(LiveReplay.open(opening, 0).names.size).toBeGreaterThan(0);
  for (const bytes of [opening, fragment]) expect(Buffer.from(bytes).includes("ambush")).toBe(false);
  const { file } = await fileOf(recorded);
  const { ordinal } = memberOf(file, "Walker");
  const [said, marked, ...others] = file.marks;
  expect(said).toMatchObject({ ordinal, text: "going for the pad", place: undefined });
  expect(marked).toMatchObject({ ordinal, text: "ambush", place: { x: 4.25, y: 3.5 } });
  expect(marked?.tick).toBe(said?.tick);
  expect((others[0]?.tick ?? 0) - (said?.tick ?? 0)).toBeGreaterThanOrEqual(4 * 30);
  // Of a flood, what may be said in a second is kept.
  expect(others.map(({ text }) => text)).toEqual(["word 0", "word 1", "word 2", "word 3"]);
  for (const { heard } of guests) expect([heard.chat, heard.mark]).toEqual([[], []]);
});

test("what a bot of runBot says and marks in its actions is in the replay under its name", async () => {
  const recorded = await start();
  await join({ name: "Ann" });
  const stop = new AbortController();
  let steps = 0;
  const playing = runBot({
    url: server.url,
    name: "Talker",
    signal: stop.signal,
    runtime: systemRuntime,
    decide: (_, self) => {
      steps++;
      if (steps === 60) return { say: "hello" };
      return steps === 100 ? { mark: { x: self.x, y: 3.5, text: "I was here" } } : {};
    },
  });
  await until("it has said both", () => steps > 120);
  const { file } = await fileOf(recorded);
  const { ordinal } = memberOf(file, "Talker");
  expect(file.marks).toMatchObject([
    { ordinal, text: "hello", place: undefined },
    { ordinal, text: "I was here", place: { y: 3.5 } },
  ]);
  stop.abort();
  await settled(playing);
});
