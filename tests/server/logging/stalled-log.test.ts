import { spawnSync } from "node:child_process";
import { closeSync, constants, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import parsePrometheus from "parse-prometheus-text-format";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { Guest } from "../../support/guest.ts";
import { startServer, type ServerProcess } from "../../support/server.ts";
import { until } from "../../support/until.ts";

const METRICS_TOKEN = "a secret for the monitoring";
/** With bots of the server: their process must not change how the server's standard error is written. */
const ARGS = ["--metrics-token", METRICS_TOKEN, "--bots", "2"];

async function lostLines(server: ServerProcess): Promise<number> {
  const answer = await fetch(`${server.http}/metrics`, { headers: { authorization: `Bearer ${METRICS_TOKEN}` } });
  const found = parsePrometheus(await answer.text()).find(({ name }) => name === "fray_log_lines_lost_total");
  return Number(found?.metrics[0]?.value);
}

/** Somebody plays, and leaves again: the server has something to log. */
async function play(server: ServerProcess): Promise<void> {
  const guest = await Guest.join(server.url);
  const { patches } = guest;
  await until("the room ticks on", () => guest.patches > patches + 10);
  await guest.leave();
}

/** A server that does not close in order within its deadline kills itself, and has no exit code then. */
async function endsInTime(server: ServerProcess): Promise<void> {
  const stopped = server.stop();
  let code: number | null | undefined;
  void stopped.then((ended) => (code = ended));
  try {
    await until("it ends", () => code !== undefined);
    expect(code).toBe(0);
  } finally {
    server.process.kill("SIGKILL");
  }
}

describe.skipIf(process.platform !== "linux")("the log goes where nothing can be written, and the game goes on", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "fray-log-"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test("a full disk: lines are lost and counted, and SIGTERM ends the server", async () => {
    const full = openSync("/dev/full", "w");
    const server = await startServer({ stderr: full, args: ARGS });
    closeSync(full);
    await play(server);
    await until("the lost lines are counted", async () => (await lostLines(server)) > 2);
    await endsInTime(server);
  });

  test("a pipe whose reader has stopped, and SIGTERM ends the server", async () => {
    const { reader, writer } = openFullPipe(join(folder, "pipe"));
    const server = await startServer({ stderr: writer, args: ARGS });
    await play(server);
    await endsInTime(server);
    closeSync(writer);
    closeSync(reader);
  });

  test("a socket whose reader has stopped, and SIGTERM ends the server", async () => {
    const server = await startServer({ args: ARGS, nodeArgs: ["--import", FILL_STANDARD_ERROR] });
    server.process.stderr?.pause();
    server.process.send("fill");
    await play(server);
    await endsInTime(server);
  });
});

/** Writes more than the buffers between two processes take, when it is told to. */
const FILL_STANDARD_ERROR = `data:text/javascript,process.once("message",()=>process.stderr.write("x".repeat(4000000)))`;

/** A pipe that takes nothing more, and is never read. */
function openFullPipe(path: string): { reader: number; writer: number } {
  spawnSync("mkfifo", [path]);
  const reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const filler = openSync(path, constants.O_WRONLY | constants.O_NONBLOCK);
  const bytes = Buffer.alloc(4096, "x");
  try {
    for (;;) writeSync(filler, bytes);
  } catch (error) {
    expect(error).toMatchObject({ code: "EAGAIN" });
  }
  closeSync(filler);
  return { reader, writer: openSync(path, constants.O_WRONLY) };
}
