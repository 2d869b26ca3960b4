import { ReplayFile } from "@fray/shared-state/replay/replay-file";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";

import { killBots, startBots } from "../bot-client/bots-process.ts";
import { startServer, type ServerProcess } from "../support/server.ts";
import { until } from "../support/until.ts";

const PROGRAM = fileURLToPath(new URL("../bot-client/programs/talker.mjs", import.meta.url));
const History = z.array(z.object({ id: z.string() }));

const data = mkdtempSync(join(tmpdir(), "fray-program-notes-"));
let server: ServerProcess;
beforeAll(async () => {
  server = await startServer({ args: ["--data-dir", data, "--round-seconds", "6", "--map", "duel"] });
});
afterAll(async () => {
  killBots();
  await server.stop();
  rmSync(data, { recursive: true });
});

/** Returns the first replay in which two fighters say something. */
async function replayOfBoth(): Promise<ReplayFile | undefined> {
  const history = await fetch(`${server.http}/api/history?limit=20`);
  if (!history.ok) return undefined;
  for (const { id } of History.parse(await history.json())) {
    const answer = await fetch(`${server.http}/api/replays/${id}`);
    if (!answer.ok) continue;
    const file = ReplayFile.read(new Uint8Array(await answer.arrayBuffer()));
    if (new Set(file.marks.map(({ ordinal }) => ordinal)).size === 2) return file;
  }
  return undefined;
}

test(
  "what programs of --exec say and mark is in the replay, each under its own name",
  { timeout: 180_000 },
  async () => {
    startBots("--url", server.url, "--count", "2", "--exec", `${process.execPath} ${PROGRAM}`, "--quiet");
    const file = await until("a replay with remarks of both", replayOfBoth, 120_000);
    expect(file.names.size).toBe(2);
    for (const { ordinal, name } of file.names.values()) {
      const own = file.marks.filter((mark) => mark.ordinal === ordinal);
      expect(own.find(({ place }) => !place)?.text).toBe(`I am ${name}`);
      expect(own.find(({ place }) => place)).toMatchObject({ text: "here", place: { x: 4.25, y: 3.5 } });
    }
  },
);
