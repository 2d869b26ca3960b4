import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";

import { BOTS_PROGRAM } from "../../tests/support/programs.ts";
import { until } from "../../tests/support/until.ts";
import { BenchServer } from "../clients/server/bench-server.ts";
import { startCache } from "./nginx-cache.ts";
import { watchWith, type Watched } from "./watch-with.ts";

const FIGHTERS = 32;
const FRAGMENT_S = 2;
/** Viewers ask within 0.4 s after a part is published, and have at least 2 s left of what they show then. */
const ASKED_AFTER_MS = 400;
const PATIENCE_MS = 1600;
/** The compiler has optimized the code by then, and some parts are published. */
const WARM_UP_S = 24;
const SETTINGS =
  "--map foundry --max-players 64 --round-seconds 7200 --score-limit 0 --idle-seconds 0 --log-level error --joins-per-minute 0 --places-per-address 1000 --pending-seats 1000 --connections-per-address 1000";

const Rounds = z.object({ rounds: z.array(z.object({ id: z.string() })) });
const Manifest = z.object({ next: z.number(), nextInMs: z.number().optional() });

export interface GalleryRow {
  readonly viewers: number;
  readonly "in time, %": string;
  readonly "slowest answer, ms": number;
  readonly "B/s per viewer": number;
  readonly "gap p99, ms": number;
  /** With the same requests for parts that nginx has already. */
  readonly "without, ms": number;
  readonly ratio: string;
  readonly "inputs lost": number;
}

/**
 * Lets `viewers` follow a round of 32 bots from nginx. Before that, as many ask nginx as often for a part that it has, so
 * that the machine is as busy and the game has nothing to do with it.
 */
export async function measureGallery({
  viewers,
  seconds,
}: {
  viewers: number;
  seconds: number;
}): Promise<GalleryRow[]> {
  const folder = mkdtempSync(join(tmpdir(), "fray-gallery-"));
  const server = await BenchServer.startWith(...SETTINGS.split(" "), "--data-dir", folder);
  const bots = spawn(process.execPath, [BOTS_PROGRAM, "--url", server.url, "--count", String(FIGHTERS), "--quiet"], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  const cache = await startCache(server.port, viewers);
  try {
    const id = await until(
      "the round can be watched",
      async () => Rounds.parse(await read(`${server.http}/api/live`)).rounds[0]?.id,
    );
    await delay(WARM_UP_S * 1000);
    const place = `${cache.http}/api/live/${id}`;
    const manifest = async () => Manifest.parse(await read(`${server.http}/api/live/${id}`));
    const watching = { viewers, seconds, intervalS: FRAGMENT_S, patienceMs: PATIENCE_MS };

    const old = `${place}/fragments/${(await manifest()).next - 1}`;
    await fetch(old);
    const without = await measured(server, () => watchWith({ ...watching, addresses: [old] }));

    const first = await until("a part has just been published", async () => {
      const { next, nextInMs = 0 } = await manifest();
      return nextInMs > 1000 && nextInMs <= FRAGMENT_S * 1000 - ASKED_AFTER_MS && next - 1;
    });
    const parts = Array.from({ length: Math.ceil(seconds / FRAGMENT_S) + 5 }, (_, index) => first + index);
    const addresses = parts.map((part) => `${place}/fragments/${part}`);
    const withThem = await measured(server, () => watchWith({ ...watching, addresses }));
    return [rowOf(viewers, withThem, without)];
  } finally {
    const ended = once(bots, "exit");
    bots.kill("SIGTERM");
    await ended;
    await cache.stop();
    await server.stop();
    rmSync(folder, { recursive: true });
  }
}

interface Measured extends Watched {
  readonly gapMs: number;
  readonly inputsLost: number;
}

async function measured(server: BenchServer, watch: () => Promise<Watched>): Promise<Measured> {
  const before = await server.inputs();
  server.begin();
  const watched = await watch();
  const { gapMs } = await server.end();
  const after = await server.inputs();
  return { ...watched, gapMs: gapMs.p99, inputsLost: after.dropped - before.dropped };
}

const rowOf = (viewers: number, withThem: Measured, without: Measured): GalleryRow => ({
  viewers,
  "in time, %": ((withThem.inTime / withThem.wanted) * 100).toFixed(2),
  "slowest answer, ms": Math.round(withThem.slowestMs),
  "B/s per viewer": Math.round(withThem.bytesPerSecond),
  "gap p99, ms": round(withThem.gapMs),
  "without, ms": round(without.gapMs),
  ratio: (withThem.gapMs / without.gapMs).toFixed(3),
  "inputs lost": withThem.inputsLost,
});

const round = (ms: number): number => Math.round(ms * 10) / 10;
const read = async (address: string): Promise<unknown> => (await fetch(address)).json();
