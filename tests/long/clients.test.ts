import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";

import { LANGUAGES } from "../clients/languages.ts";
import { Guest } from "../support/guest.ts";
import { startServer, type ServerProcess } from "../support/server.ts";
import { until } from "../support/until.ts";

/** Half a minute of play, with a broken connection after five seconds. */
const STEPS = 900;
const CUT_AFTER = 150;
const PATIENCE_MS = 180_000;
/** More places than a body that is put somewhere, or spawns, comes to. */
const FEW_PLACES = 10;

const Report = z.object({
  joins: z.number(),
  steps: z.number(),
  shots: z.number(),
  hits: z.number(),
  code: z.number(),
});

const ROOMS = [
  { size: "a room of 24", rules: "--bots 5 --bot-skill rookie" },
  // Stock clients have a share of its places.
  { size: "a room of 400", rules: "--bots 40 --bot-skill rookie --max-players 400 --tick-rate 20" },
];
const GAMES = ROOMS.flatMap(({ size, rules }) => LANGUAGES.map(({ name, bot }) => ({ size, rules, name, bot })));

let playing: ChildProcess | undefined;
let server: ServerProcess;
let watcher: Guest;

describe.each(GAMES)("in $size, the client in $name", ({ name, bot, rules }) => {
  beforeAll(async () => {
    server = await startServer({ args: ["--map", "kiln", ...rules.split(" ")] });
    watcher = await Guest.join(server.url, { spectate: true });
  });
  afterEach(() => {
    playing?.kill();
  });
  afterAll(async () => {
    await watcher.leave();
    await server.stop();
  });

  const command = bot();
  if ("missing" in command) {
    test.skip(`does not play: ${command.missing}`, () => {});
    return;
  }
  const { file, args, env } = command;
  const run = (...more: string[]) => {
    const options = ["--url", server.http, "--name", name, ...more];
    const child = spawn(file, [...args, ...options], { env, stdio: ["ignore", "pipe", "inherit"] });
    playing = child;
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
    return { ended: once(child, "exit"), output: () => output };
  };

  test(
    "plays a round: it joins, moves, hits somebody, chats, returns after its connection broke, and leaves",
    async () => {
      const entry = () => [...watcher.room.state.roster.values()].find((one) => one.name === name && one.bot);
      const play = run("--steps", `${STEPS}`, "--cut", `${CUT_AFTER}`);
      await until("it is in", () => entry());
      const id = entry()?.id ?? 0;
      watcher.say("follow", { id });
      const body = () => [...watcher.room.state.players.values()].find((one) => one.id === id);
      const places = new Set<string>();
      await until("it has moved", () => places.add(`${body()?.x} ${body()?.y}`).size > FEW_PLACES);
      await until("its connection breaks", () => entry()?.connected === false);
      await until("it is back", () => entry()?.connected);
      expect(await play.ended).toEqual([0, null]);
      const report = Report.parse(JSON.parse(play.output()));
      expect(report.code).toBe(4000);
      // A busy machine may break a connection once more.
      expect(report.joins).toBeGreaterThanOrEqual(2);
      expect(report.steps).toBeGreaterThan(STEPS);
      expect(report.shots).toBeGreaterThan(0);
      expect(report.hits).toBeGreaterThan(0);
      expect(watcher.heard.chat.filter(({ text }) => text === `Hello from ${name}`)).toHaveLength(report.joins);
      await until("its place is free", () => entry() === undefined);
    },
    PATIENCE_MS,
  );
});
