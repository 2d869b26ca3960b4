import type { Entrant } from "@fray/bot-client/internal/ladder/entrant";
import { loadEntrant } from "@fray/bot-client/internal/ladder/entrants";
import { climb } from "@fray/bot-client/internal/ladder/ladder";
import { LadderRecording } from "@fray/bot-client/internal/ladder/ladder-recording";
import { systemRuntime as runtime } from "@fray/netcode/core";
import { parseMap } from "@fray/shared-state/arena/parse-map";
import type { BotNote } from "@fray/shared-state/protocol/bot-note";
import { MARK_LENGTH, MARKS_PER_SECOND } from "@fray/shared-state/replay/bot-mark";
import { ReplayFile } from "@fray/shared-state/replay/replay-file";
import { ReplayPlayer } from "@fray/shared-state/replay/replay-player";
import { trim } from "@fray/shared-state/replay/trim";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

import { headerOf, TOOLS } from "../support/replays.ts";

const SECONDS = 12;
const TICK_RATE = 30;
const text = readFileSync(new URL("../../maps/duel.tmj", import.meta.url), "utf8");
const arena = parseMap("duel", JSON.parse(text));

/** Our own bot, which also says what `notes` returns in each step. */
async function talker(notes: (step: number) => BotNote | undefined): Promise<Entrant> {
  const bot = await loadEntrant(runtime, "regular");
  return {
    ...bot,
    name: "talker",
    enter: async (seating) => {
      const seated = await bot.enter(seating);
      let step = 0;
      const mind: typeof seated.mind = (view) => {
        const note = notes(step++);
        if (note) seating.note?.(note);
        return seated.mind(view);
      };
      return { ...seated, mind };
    },
  };
}

/** Plays a ladder, and returns the files and the table. */
async function play(entrants: readonly Entrant[], rounds = 1) {
  const files: Uint8Array[] = [];
  const rungs = await climb(
    runtime,
    entrants,
    { arenas: [arena], rounds, seconds: SECONDS, seed: 5 },
    {
      record: ({ names }) => {
        const settings = { warmupSeconds: 0, roundSeconds: SECONDS, scoreLimit: 0 };
        const header = headerOf({ map: "duel", mode: "ffa", tickRate: TICK_RATE, settings, serverKey: "" });
        return new LadderRecording(header, text, names);
      },
      keep: (round, recording) => {
        files.push(recording.finish());
        return `round ${round}`;
      },
    },
  );
  return { rungs, replays: files.map((file) => ReplayFile.read(file)) };
}

function playAgain(file: ReplayFile): ReplayPlayer {
  const player = new ReplayPlayer(file);
  while (player.step());
  return player;
}

test("each round of a ladder is kept, plays to the same state in each second, and the table names each bot's best", async () => {
  const { rungs, replays } = await play([await talker(() => undefined), await loadEntrant(runtime, "rookie")], 3);
  expect(replays).toHaveLength(3);
  let best = -1;
  let bestRound = "";
  for (const [index, file] of replays.entries()) {
    const player = playAgain(file);
    expect(player.difference).toBeUndefined();
    expect(player.tick - player.firstTick).toBe(SECONDS * TICK_RATE);
    expect(new Set(Array.from(file.names.values(), ({ name }) => name))).toEqual(new Set(["rookie", "talker"]));
    const ordinal = [...file.names.values()].find(({ name }) => name === "talker")?.ordinal;
    const score = [...player.state.members.values()].find((member) => member.ordinal === ordinal)?.score ?? 0;
    if (score > best) [best, bestRound] = [score, `round ${index + 1}`];
  }
  expect(rungs.find(({ name }) => name === "talker")?.replay).toBe(bestRound);
});

test("what a bot says of itself is kept with its tick and place, and in a part of the replay too", async () => {
  const said = (step: number): BotNote | undefined => {
    if (step === 45) return { say: "going for the pad" };
    return step === 90 ? { mark: { x: 4.25, y: 3.5, text: "ambush" } } : undefined;
  };
  const { replays } = await play([await talker(said), await loadEntrant(runtime, "rookie")]);
  const [file] = replays;
  if (!file) throw new Error("no round was kept");
  const ordinal = [...file.names.values()].find(({ name }) => name === "talker")?.ordinal;
  const { firstTick } = playAgain(file);
  const marks = [
    { ordinal, tick: firstTick + 45, text: "going for the pad", place: undefined },
    { ordinal, tick: firstTick + 90, text: "ambush", place: { x: 4.25, y: 3.5 } },
  ];
  expect(file.marks).toEqual(marks);
  expect(ReplayFile.read(Buffer.concat(trim(file, 0, 5, TOOLS))).marks).toEqual(marks);
});

test("a bot that never stops talking is cut short, and writes nothing but one line of text", async () => {
  const hostile = ["x".repeat(5000), "a\nb\u0000\u202e<img src=x>", "\ud800", "💥".repeat(100)];
  const { replays } = await play([
    await talker((step) => ({
      say: hostile[step % hostile.length],
      mark: { x: -1e9, y: 1e12, text: "y".repeat(5000) },
    })),
    await loadEntrant(runtime, "rookie"),
  ]);
  const [file] = replays;
  expect(file?.marks.length).toBe(SECONDS * MARKS_PER_SECOND);
  for (const { text: shown } of file?.marks ?? []) {
    expect(shown.length).toBeLessThanOrEqual(MARK_LENGTH);
    expect(shown).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\n]/u);
  }
});
