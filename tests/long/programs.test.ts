import { Child, type ChildListener } from "@fray/bot-client/internal/exec/child";
import { systemRuntime } from "@fray/netcode/core";
import { DEFAULT_TICK_RATE } from "@fray/shared-state/protocol/rooms";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";

import { killBots, reportIn, startBots } from "../bot-client/bots-process.ts";
import { Guest } from "../support/guest.ts";
import { startServer, type ServerProcess } from "../support/server.ts";
import { until } from "../support/until.ts";

const UNRULY = fileURLToPath(new URL("../bot-client/programs/unruly.mjs", import.meta.url));

const Report = z.object({
  joined: z.literal(3),
  disconnects: z.strictObject({}),
  inputsPerSecond: z.number(),
  patchesPerSecond: z.number(),
  programs: z.object({
    idle: z.number(),
    late: z.number(),
    broken: z.number(),
    unread: z.number(),
    restarts: z.number(),
    out: z.number(),
    bots: z.array(z.object({ name: z.string(), broken: z.number(), firstError: z.string().optional() })).length(3),
  }),
});

describe("one of three programs misbehaves, and neither the match nor the others notice:", () => {
  let server: ServerProcess;
  let guests: Guest[];
  /** A server without bots, and somebody there: whatever else the machine does delays both servers. */
  let quiet: ServerProcess;
  let bystander: Guest;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(`${tmpdir()}/fray-programs-`);
    const args = ["--map", "kiln", "--mode", "ffa"];
    [server, quiet] = [await startServer({ args }), await startServer({ args })];
    bystander = await Guest.join(quiet.url);
    guests = await Promise.all([Guest.join(server.url, { spectate: true }), Guest.join(server.url)]);
  });
  afterEach(killBots);
  afterAll(async () => {
    for (const guest of [...guests, bystander]) await guest.leave();
    for (const each of [server, quiet]) await each.stop();
    rmSync(folder, { recursive: true });
  });

  /**
   * Plays for so many seconds; returns the counts, when everybody else got every patch and every bot sent every input,
   * and the number of steps that each bot took.
   */
  async function play(
    kind: string,
    seconds = 6,
  ): Promise<{ programs: z.infer<typeof Report>["programs"]; steps: number }> {
    const command = `${process.execPath} ${UNRULY} ${kind} ${folder}/${kind}`;
    const [before, quietBefore] = [guests.map(progressOf), progressOf(bystander).ticks];
    const bots = startBots("--url", server.url, "--exec", command, "--count", "3", "--seconds", `${seconds}`, "--json");
    const { code, stdout } = await bots.ended();
    expect(code).toBe(0);
    const quietTicks = progressOf(bystander).ticks - quietBefore;
    for (const [index, guest] of guests.entries()) {
      const { patches, ticks } = progressOf(guest);
      const earlier = before[index];
      if (!earlier) throw new Error("no guest");
      expect(patches - earlier.patches).toBeGreaterThanOrEqual(ticks - earlier.ticks);
      expect(ticks - earlier.ticks).toBeGreaterThan(quietTicks * 0.9);
    }
    const report = Report.parse(reportIn(stdout));
    // A bot sends an input for each patch, of which there is one for each tick.
    expect(Math.abs(report.inputsPerSecond / report.patchesPerSecond - 1)).toBeLessThan(0.1);
    // A third of all steps are those of the one that misbehaves: the others answer in time.
    const steps = seconds * report.patchesPerSecond;
    expect(report.programs.idle).toBeLessThan(steps * 1.8);
    return { programs: report.programs, steps };
  }

  /** The one that misbehaves is named, with what it did. */
  const firstErrors = ({ bots }: z.infer<typeof Report>["programs"]): string[] =>
    bots.flatMap(({ name, firstError }) => (firstError === undefined ? [] : [`${name}: ${firstError}`]));

  test("it sleeps", async () => {
    const { programs, steps } = await play("sleep");
    expect(programs.idle).toBeGreaterThan(steps / 2);
    expect(programs.unread).toBeGreaterThan(0);
    expect(programs.restarts).toBe(0);
  });

  test("a program that keeps crashing is not restarted after the third crash", async () => {
    const { programs } = await play("crash", 12);
    expect(programs).toMatchObject({ restarts: 2, out: 1 });
    expect(firstErrors(programs)).toContainEqual(expect.stringMatching(/^\w+: ended with code 3$/));
  });

  test("it floods", async () => {
    const { programs, steps } = await play("flood");
    expect(programs.idle).toBeGreaterThan(steps / 2);
    expect(programs.broken).toBeGreaterThan(steps / 2);
    expect(programs.restarts).toBe(0);
  });

  test("it prints garbage", async () => {
    const { programs, steps } = await play("garbage");
    expect(programs.broken).toBeGreaterThan(steps / 2);
    expect(programs.restarts).toBe(0);
    expect(firstErrors(programs)).toContainEqual(expect.stringMatching(/^\w+: no JSON: \}\d+\{ not an answer$/));
  });
});

/** Patches a guest has been sent, and the server's ticks they stand for. */
const progressOf = ({ patches, room }: Guest) => ({
  patches,
  ticks: Math.round((room.clock.lastServerTime() * DEFAULT_TICK_RATE) / 1000),
});

describe("a program costs a few lines of memory, however it behaves:", () => {
  const deaf = { line: () => {}, noise: () => {}, end: () => {} };
  const children: Child[] = [];
  afterEach(async () => {
    for (const child of children.splice(0)) await child.stop();
  });

  function run(code: string, listener: Partial<ChildListener> = {}): Child {
    const child = new Child(systemRuntime, { file: process.execPath, args: ["-e", code] }, { ...deaf, ...listener });
    children.push(child);
    return child;
  }

  test("a program that never reads gets no more input after a short time", async () => {
    const child = run("setInterval(() => {}, 1000)");
    const written = Array.from({ length: 500 }, () => child.write("x".repeat(2000)));
    expect(written.filter(Boolean).length * 2000).toBeLessThan(300_000);
    expect(written.at(-1)).toBe(false);
  });

  test("a program that prints without end is read a little per step, and waits in between", async () => {
    let [lines, noises] = [0, 0];
    const code = "for (;;) require('fs').writeSync(1, 'x\\n'.repeat(1000))";
    const child = run(code, { line: () => lines++, noise: () => noises++ });
    await until("it has printed too much", () => noises === 1);
    expect(lines).toBeLessThanOrEqual(128);
    for (let step = 2; step <= 20; step++) {
      child.listen();
      await until("it goes on", () => noises === step);
      expect(lines).toBeLessThanOrEqual(128 * step);
    }
  });

  test("a program that ignores the request to end is killed", async () => {
    let isUp = false;
    const code = "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); console.log('up')";
    const child = run(code, { line: () => (isUp = true) });
    await until("it is up", () => isUp);
    await child.stop();
    expect(child.pid && isRunning(child.pid)).toBe(false);
  });

  test("a program that can't be started is reported", async () => {
    let reason = "";
    const child = new Child(
      systemRuntime,
      { file: "/no/such/program", args: [] },
      { ...deaf, end: (why) => (reason = why) },
    );
    expect(child.write("x")).toBeTypeOf("boolean");
    await until("it says why", () => reason);
    expect(reason).toContain("ENOENT");
  });
});

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
