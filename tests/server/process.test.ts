import { Client } from "@colyseus/sdk";
import { Store } from "@fray/server/internal/storage/store";
import { CLOSE } from "@fray/shared-state/protocol/close-codes";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, test } from "vitest";

import { freePort } from "../support/free-port.ts";
import { COMPILE_CACHE, SERVER_PROGRAM, SERVER_SOURCE } from "../support/programs.ts";
import { startServer } from "../support/server.ts";
import { until } from "../support/until.ts";

async function failToStart(args: string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [SERVER_PROGRAM, ...args], {
    env: { ...COMPILE_CACHE, ...process.env, ...env },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const [code] = await once(child, "close");
  return { code, lines: output.trim().split("\n") };
}

describe("a mistake in the host's settings ends the start with one clear line and exit code 1", () => {
  test.for([
    [["--port", "http"], '--port: "http" is invalid'],
    [["--map", "duel,atlantis"], 'map "atlantis": there is no maps/atlantis.tmj'],
  ] as const)("%o", async ([args, message]) => {
    const { code, lines } = await failToStart([...args]);
    expect(lines).toEqual([expect.stringContaining(message)]);
    expect(code).toBe(1);
  });

  test("an illegal or unknown environment variable", async () => {
    expect(await failToStart([], { FRAY_BOTS: "many" })).toEqual({
      code: 1,
      lines: [expect.stringContaining('FRAY_BOTS: "many" is invalid')],
    });
    expect(await failToStart([], { FRAY_BOTTS: "5" })).toEqual({
      code: 1,
      lines: [expect.stringContaining("FRAY_BOTTS: no such setting")],
    });
  });

  test("a secret that is too short, and a database of a later version", async () => {
    const folder = mkdtempSync(join(tmpdir(), "fray-process-"));
    const args = ["--port", "0", "--bots", "0", "--data-dir", folder];
    writeFileSync(join(folder, "secret"), "");
    expect(await failToStart(args)).toEqual({
      code: 1,
      lines: [expect.stringContaining("secret: has 0 bytes, and a secret must have at least 32")],
    });
    rmSync(join(folder, "secret"));
    const path = join(folder, "fray.sqlite");
    await (await Store.open(path)).close();
    const database = new DatabaseSync(path);
    database.exec("insert into kysely_migration values ('999-later', '2030-01-01')");
    database.close();
    const { code, lines } = await failToStart([...args, "--log-level", "silent"]);
    expect([code, lines]).toEqual([1, [expect.stringContaining(`${path} is of a later version of Fray`)]]);
    rmSync(folder, { recursive: true });
  });

  test("a port in use", async () => {
    const taken = createServer().listen(0);
    await once(taken, "listening");
    const address = taken.address();
    const port = String(typeof address === "object" && address ? address.port : 0);
    expect(await failToStart(["--port", port])).toEqual({
      code: 1,
      lines: [expect.stringContaining(`port ${port} is already in use`)],
    });
    taken.close();
  });
});

test("PORT and HOST are used, and a flag wins over them", async () => {
  const port = await freePort();
  const child = spawn(process.execPath, [SERVER_SOURCE, "--bots", "0"], {
    env: { ...COMPILE_CACHE, ...process.env, PORT: String(port), HOST: "127.0.0.1" },
    stdio: ["ignore", "pipe", "ignore"],
  });
  const exited = once(child, "exit");
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  await until("it is up", () => output.includes(`Fray is at http://127.0.0.1:${port}\n`));
  expect((await fetch(`http://127.0.0.1:${port}/health`)).status).toBe(200);
  // All of 127.x is this machine, so a server that listens on every address answers here too.
  await expect(fetch(`http://127.0.0.2:${port}/health`)).rejects.toThrow("fetch failed");

  // The port is taken: only a flag that wins lets another one start.
  const server = await startServer({ env: { PORT: String(port) } });
  expect(server.port).not.toBe(port);
  await server.stop();
  child.kill("SIGTERM");
  await exited;
});

test("--help prints every option with its default", async () => {
  const { code, lines } = await failToStart(["--help"]);
  expect(code).toBe(0);
  for (const option of ["--port", "--host", "--map", "--bots", "--max-players", "--max-rooms", "--tick-rate"]) {
    expect(lines.some((line) => line.includes(option) && line.includes("default"))).toBe(true);
  }
});

test("SIGTERM tells the players, closes their connections and exits 0", async () => {
  const server = await startServer();
  const room = await new Client(server.url).joinOrCreate("arena", { name: "Last" });
  const closed = new Promise((resolve) => {
    room.onLeave((code) => resolve(code));
  });
  expect(await server.stop()).toBe(0);
  expect(await closed).toBe(CLOSE.serverShutdown);
});
