import { activityOf } from "@fray/bot-client/internal/exec/isolation/usage";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";

import { startServer, type ServerProcess } from "../tests/support/server.ts";

/** A room rests 5 s after the last bot has come. */
const SETTLE_MS = 3000;
const LIMIT_MS = 60_000;

const Health = z.object({ players: z.number(), rooms: z.array(z.object({ tick: z.object({ ticks: z.number() }) })) });

interface Row {
  readonly bots: number;
  /** Percent of a core. */
  readonly "server %": number;
  readonly "bots %": number;
  readonly "both %": number;
}

/**
 * Measures what an empty server costs for so many seconds: without a room, and with one in which bots rest. Works on
 * Linux, which says how much CPU time a process has used.
 */
export async function measureRest(seconds: number): Promise<Row[]> {
  const rows: Row[] = [];
  const data = mkdtempSync(join(tmpdir(), "fray-rest-"));
  try {
    for (const bots of [0, 5]) {
      const server = await startServer({ args: ["--bots", String(bots), "--log-level", "warn", "--data-dir", data] });
      await rests(server, bots)
        .then(async () => rows.push(await measure(server, bots, seconds)))
        .finally(() => server.stop());
    }
  } finally {
    rmSync(data, { recursive: true });
  }
  return rows;
}

async function measure({ process: { pid = 0 } }: ServerProcess, bots: number, seconds: number): Promise<Row> {
  const child = childOf(pid);
  const used = () => ({ all: cpuMsOf(pid), bots: child === undefined ? 0 : cpuMsOf(child) });
  const [before, begun] = [used(), performance.now()];
  await delay(seconds * 1000);
  const [after, elapsedMs] = [used(), performance.now() - begun];
  const percent = (ms: number): number => Math.round((ms / elapsedMs) * 10_000) / 100;
  const [all, ofBots] = [after.all - before.all, after.bots - before.bots];
  return { bots, "server %": percent(all - ofBots), "bots %": percent(ofBots), "both %": percent(all) };
}

/** Waits until all bots are in and nothing ticks. Questions cost too, so there are few of them. */
async function rests({ http }: ServerProcess, bots: number): Promise<void> {
  const deadline = performance.now() + LIMIT_MS;
  for (let before = -1; performance.now() < deadline;) {
    const { players, rooms } = Health.parse(await (await fetch(`${http}/health`)).json());
    const ticks = rooms.reduce((sum, { tick }) => sum + tick.ticks, 0);
    if (players === bots && ticks === before) return;
    before = ticks;
    await delay(SETTLE_MS);
  }
  throw new Error("the server does not rest");
}

function cpuMsOf(pid: number): number {
  const activity = activityOf(pid);
  if (!activity) throw new Error("only Linux says how much CPU time another process has used");
  return activity.cpuMs;
}

/** The process of the host's bots. */
function childOf(pid: number): number | undefined {
  const [child] = readFileSync(`/proc/${pid}/task/${pid}/children`, "latin1").split(" ");
  return child ? Number(child) : undefined;
}
