import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";

import { killBots, startBots } from "../bot-client/bots-process.ts";
import { Guest } from "../support/guest.ts";
import { startServer, type ServerProcess } from "../support/server.ts";
import { until } from "../support/until.ts";

const EXAMPLES = fileURLToPath(new URL("../../examples/bots", import.meta.url));
/** Longest time that a simple bot may need for its first kill, in ms. */
const PATIENCE_MS = 60_000;

let server: ServerProcess;
let watcher: Guest;
beforeAll(async () => {
  server = await startServer({ args: ["--map", "kiln", "--mode", "ffa", "--bots", "4", "--bot-skill", "rookie"] });
  watcher = await Guest.join(server.url, { spectate: true });
});
afterEach(killBots);
afterAll(async () => {
  await watcher.leave();
  await server.stop();
});

const killsOf = (name: string): number =>
  [...watcher.room.state.roster.values()].find((entry) => entry.name.startsWith(name))?.kills ?? 0;

test(
  "the bot of forty lines kills a rookie within a minute, and leaves when it is told to stop",
  async () => {
    const bot = spawn(process.execPath, [`${EXAMPLES}/hello-bot.ts`, server.url], { stdio: "ignore" });
    await until("its first kill", () => killsOf("Hello") > 0, PATIENCE_MS);
    bot.kill("SIGTERM");
    expect((await once(bot, "exit"))[0]).toBe(0);
    await until(
      "its seat is free",
      () => ![...watcher.room.state.roster.values()].some(({ name }) => name === "Hello"),
    );
  },
  PATIENCE_MS * 1.5,
);

test.each([
  ["Python", "python3", "hello_bot.py"],
  ["JavaScript", process.execPath, "hello-bot.mjs"],
])(
  "the program in %s kills a rookie within a minute",
  async (language, interpreter, file) => {
    // The example is skipped on a machine without the language's interpreter.
    if (spawnSync(interpreter, ["--version"]).error) {
      console.log(`skipped: no ${interpreter} here`);
      return;
    }
    const command = `${interpreter} ${EXAMPLES}/${file}`;
    const bots = startBots("--url", server.url, "--exec", command, "--count", "1", "--name-prefix", `${language} `);
    await until("its first kill", () => killsOf(language) > 0, PATIENCE_MS);
    bots.process.kill("SIGTERM");
    const { code, stdout } = await bots.ended();
    expect(code).toBe(0);
    expect(stdout).toMatch(/0 lines broken.*0 restarts, 0 given up/);
  },
  PATIENCE_MS * 1.5,
);
