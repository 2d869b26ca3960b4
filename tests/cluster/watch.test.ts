import { CHECK_TOOLS } from "@fray/server/internal/replays/check-tools";
import { checkSignatures } from "@fray/shared-state/replay/check-signatures";
import { LiveReplay } from "@fray/shared-state/replay/live/live-replay";
import { ReplayFile } from "@fray/shared-state/replay/replay-file";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";

import { Guest } from "../support/guest.ts";
import { startRedis, type RedisServer } from "../support/redis.ts";
import type { ServerProcess } from "../support/server.ts";
import { until } from "../support/until.ts";
import { healthOf, knowEachOther, redisProgram, startNode } from "./nodes.ts";

const program = redisProgram();
const folder = mkdtempSync(join(tmpdir(), "fray-watch-"));
const nodes: ServerProcess[] = [];
let redis: RedisServer | undefined;
beforeAll(async () => {
  if (!program) return;
  redis = await startRedis(program);
  for (const name of ["a", "b"]) {
    const settings = ["--data-dir", join(folder, name), "--watch-delay-seconds", "1", "--round-seconds", "8"];
    nodes.push(await startNode(redis, [...settings, "--map", "duel"]));
  }
  const [a, b] = nodes;
  if (a && b) await knowEachOther(a, b);
});
afterAll(async () => {
  await Promise.all(nodes.map((node) => node.stop()));
  await redis?.kill();
  rmSync(folder, { recursive: true });
});

const Rounds = z.object({ rounds: z.array(z.object({ id: z.string() })) });
const Manifest = z.object({ next: z.number(), openings: z.array(z.number()) });
const Key = z.object({ key: z.string() });

const json = async (address: string): Promise<unknown> => (await fetch(address)).json();

test.skipIf(!program)(
  "a round is watched by way of the node that did not record it, while it is played and when it is over",
  async () => {
    const [a, b] = nodes;
    if (!a || !b) throw new Error("no two nodes were started");
    const first = await Guest.join(a.url, { name: "Ann" });
    const second = await Guest.joinById(a.url, first.room.roomId, { name: "Bob" });
    const isAtA = (await healthOf(a)).rooms.some(({ roomId }) => roomId === first.room.roomId);
    const [home, away] = isAtA ? [a, b] : [b, a];
    const id = await until("it is listed at the other node", async () => {
      const { rounds } = Rounds.parse(await json(`${away.http}/api/live`));
      return rounds[0]?.id;
    });
    const place = `${away.http}/api/live/${id}`;
    const { openings } = await until("something is published", async () => {
      const answer = await fetch(place);
      if (!answer.ok) return false;
      expect(answer.url, "a page asks the node that has it from then on").toBe(`${home.http}/api/live/${id}`);
      const manifest = Manifest.parse(await answer.json());
      return manifest.next > 1 && manifest;
    });
    const opening = await fetch(`${place}/openings/${openings[0]}`);
    const live = LiveReplay.open(new Uint8Array(await opening.arrayBuffer()), openings[0] ?? 0);
    const fragment = await fetch(`${place}/fragments/${live.next}`);
    expect(fragment.headers.get("access-control-allow-origin")).toBe("*");
    live.append(new Uint8Array(await fragment.arrayBuffer()));
    expect(live.seconds).toBeGreaterThan(0);
    expect((await fetch(`${away.http}/rules/${live.header.rules}.js`)).status).toBe(200);

    await Promise.all([first.leave(), second.leave()]);
    const bytes = await until("its file is there", async () => {
      const answer = await fetch(`${away.http}/api/replays/${id}`);
      return answer.ok && new Uint8Array(await answer.arrayBuffer());
    });
    const file = ReplayFile.read(bytes);
    expect(file.header.serverKey).toBe(Key.parse(await json(`${home.http}/api/server-key`)).key);
    expect(await checkSignatures(file, CHECK_TOOLS)).toMatchObject({ fault: undefined, unsignedSeconds: 0 });
    for (const node of nodes) {
      const page = await fetch(`${node.http}/watch/${id}`);
      expect([page.status, page.headers.get("content-type")]).toEqual([200, expect.stringContaining("text/html")]);
    }
  },
);
