import { namesOf } from "@fray/netcode/core";
import { parseArgs } from "node:util";
import { z } from "zod";

import { measureBoard } from "./board.ts";
import { BOTS_PARTS } from "./bots.ts";
import { runClients } from "./clients/run.ts";
import { measureCompression } from "./compression.ts";
import { runCores } from "./cores/run.ts";
import { measureEntering } from "./entering.ts";
import { measureFirstBody } from "./first-body.ts";
import { measureFrames } from "./frames.ts";
import { measureGallery } from "./gallery/measure.ts";
import { runGate } from "./gate/run.ts";
import { measureHosting } from "./hosting.ts";
import { measureInputToScreen } from "./input-to-screen.ts";
import { measureKillcam } from "./killcam.ts";
import { measuredOn } from "./measured-on.ts";
import { measureRecording } from "./recording.ts";
import { measureReplays } from "./replays.ts";
import { measureRest } from "./rest.ts";
import { measureRolling } from "./rolling.ts";
import { measureSeeks } from "./seeks.ts";
import { measureSimulation } from "./simulate.ts";
import { measureSteps } from "./simulation/measure-steps.ts";
import { measureTickGaps } from "./tick-gaps.ts";
import { runTransports } from "./transports/run.ts";
import { measureWatch } from "./watch.ts";
import { writeTable } from "./write-table.ts";

const HELP = `Usage: npm run bench -- [WHAT] [options], where WHAT is

  clients     cost of clients for a server, and of two minimal servers; has more options, see clients --help
  gate        cost of rooms as a multiple of a hand-packed server, compared with the committed table, see gate --help
  cores       one room whose connections and frames have threads of their own, see cores --help
  transports  plain HTTP compared with WebSockets, with limits, see transports --help
  simulation  cost of a tick of the world without rooms, in time and in heap
  simulate    speed of a simulated room in virtual time, with all invariants watched
  ticks       tick regularity of an idle room, and of the bare loop (default)
  latency     time until a key press is visible, at several network latencies
  frames      frame times in Chromium with 60 bodies and 100 shots, and with an empty arena
  bots        what bots of each skill achieve: duels, weapons, flags, hills, and newcomers against them
  board       time for the leaderboard with many stored results, in SQLite and PostgreSQL
  first-body  time from the page's first byte until a newcomer has a body
  entering    longest task of the page while it enters each map
  hosting     players in rooms of 8 that small machines serve, and their traffic (Linux only)
  compression bytes and processor time of joins and of play, with each setting of --compression
  rest        processor time of a server without people (Linux only; give it --seconds 60)
  gallery     people who watch a room of 32 through nginx, and what the room notices (--viewers 10000 --seconds 60)
  rolling     what pages and bots notice while two nodes restart one after the other

  killcam     time from the key until a dead player sees what the killer saw
  seeks       time from a press on a replay's timeline until that moment is drawn
  watch       time from a link to a replay until its picture moves, over 10 Mbit/s
  recording   what recording takes of the ticks of a server with clients, by samples
  replays     size of replays, cost of recording them for a tick, and time of seeks, without rooms

  --results   results of the board bench (default 10000000, which needs about 10 GB and ten minutes)
  --viewers   viewers of the gallery bench (default 500)
  --part      part of the bots bench: steps, weapons, flags, hills, edges or people (default all)
  --seconds   duration of the ticks bench, or of each scene of frames or of rest, 1..600 (default 20)
  --write     also write the table in docs/netcode.md (latency), docs/simulate.md (simulate) or
              docs/performance.md (all others except ticks; board, rolling: docs/hosting.md; recording,
              replays, watch, seeks, killcam: docs/replays.md)
  --json      print the result as JSON
  --help      print this text`;

const Options = z.object({
  what: z
    .enum([
      "simulation",
      "simulate",
      "ticks",
      "latency",
      "frames",
      "first-body",
      "entering",
      "board",
      "bots",
      "compression",
      "hosting",
      "recording",
      "replays",
      "gallery",
      "killcam",
      "seeks",
      "watch",
      "rest",
      "rolling",
    ])
    .default("ticks"),
  viewers: z.coerce.number().int().min(1).max(20_000).default(500),
  seconds: z.coerce.number().min(1).max(600).default(20),
  results: z.coerce.number().int().min(1000).max(100_000_000).default(10_000_000),
  part: z.enum(namesOf(BOTS_PARTS)).optional(),
  json: z.boolean().default(false),
  write: z.boolean().default(false),
  help: z.boolean().default(false),
});

const args = process.argv.slice(2);
if (args[0] === "transports") process.exit(await runTransports(args.slice(1)));
if (args[0] === "gate") process.exit(await runGate(args.slice(1)));
if (args[0] === "cores") process.exit(await runCores(args.slice(1)));
// An option of the clients' bench implies that bench.
if (args[0] === "clients" || args.includes("--clients")) {
  process.exit(await runClients(args.filter((arg) => arg !== "clients")));
}

const options = read();
if (options.help) console.log(HELP);
else if (options.what === "latency") {
  const rows = await measureInputToScreen();
  print(rows);
  if (options.write) writeTable("docs/netcode.md", "latency", rows);
} else if (options.what === "frames") {
  const rows = await measureFrames(options.seconds);
  print(rows);
  if (options.write) writeTable("docs/performance.md", "frames", rows);
} else if (options.what === "board") {
  const rows = await measureBoard(options.results);
  print(rows);
  if (options.write) writeTable("docs/hosting.md", "board", rows, measuredOn());
} else if (options.what === "bots") {
  for (const [name, measure] of Object.entries(BOTS_PARTS)) {
    if (options.part !== undefined && name !== options.part) continue;
    if (!options.json) console.log(name);
    print(measure());
  }
} else if (options.what === "rest") {
  const rows = await measureRest(options.seconds);
  print(rows);
  if (options.write) writeTable("docs/performance.md", "rest", rows, measuredOn());
} else if (options.what === "hosting") {
  const rows = await measureHosting(options.seconds);
  print(rows);
  if (options.write) writeTable("docs/performance.md", "hosting", rows, measuredOn());
} else if (options.what === "compression") {
  const rows = await measureCompression();
  print(rows);
  if (options.write) writeTable("docs/performance.md", "compression", rows, measuredOn());
} else if (options.what === "replays") {
  const rows = measureReplays(options.seconds);
  print(rows);
  if (options.write) writeTable("docs/replays.md", "replays", rows, measuredOn());
} else if (options.what === "recording") {
  const rows = await measureRecording(options.seconds);
  print(rows);
  if (options.write) writeTable("docs/replays.md", "recording", rows, measuredOn());
} else if (options.what === "gallery") {
  const rows = await measureGallery(options);
  print(rows);
  if (options.write) writeTable("docs/replays.md", "gallery", rows, measuredOn());
} else if (options.what === "killcam") {
  const rows = await measureKillcam();
  print(rows);
  if (options.write) writeTable("docs/replays.md", "killcam", rows, measuredOn());
} else if (options.what === "seeks") {
  const rows = await measureSeeks();
  print(rows);
  if (options.write) writeTable("docs/replays.md", "seeks", rows, measuredOn());
} else if (options.what === "watch") {
  const rows = await measureWatch();
  print(rows);
  if (options.write) writeTable("docs/replays.md", "watch", rows, measuredOn());
} else if (options.what === "first-body") {
  const rows = await measureFirstBody();
  print(rows);
  if (options.write) writeTable("docs/performance.md", "first-body", rows);
} else if (options.what === "entering") {
  const rows = await measureEntering();
  print(rows);
  if (options.write) writeTable("docs/performance.md", "entering", rows);
} else if (options.what === "rolling") {
  const rows = await measureRolling();
  print(rows);
  if (options.write) writeTable("docs/hosting.md", "rolling", rows, measuredOn());
} else if (options.what === "simulation") {
  const rows = await measureSteps();
  print(rows);
  if (options.write) writeTable("docs/performance.md", "simulation", rows, measuredOn());
} else if (options.what === "simulate") {
  const rows = measureSimulation();
  print(rows);
  if (options.write) writeTable("docs/simulate.md", "simulate", rows, measuredOn());
} else {
  const { floor, room, ratio, ...setting } = await measureTickGaps(options.seconds);
  print(
    options.json ? { ...setting, floor, room, ratio } : { "bare timer loop (floor)": floor, "idle room": room, ratio },
  );
}

function print(result: object): void {
  if (options.json) console.log(JSON.stringify(result));
  else console.table(result);
}

/** Returns the options, or prints one line and exits with code 1. */
function read(): z.infer<typeof Options> {
  try {
    const { values, positionals } = parseArgs({
      options: {
        seconds: { type: "string" },
        results: { type: "string" },
        viewers: { type: "string" },
        write: { type: "boolean" },
        part: { type: "string" },
        json: { type: "boolean" },
        help: { type: "boolean" },
      },
      allowPositionals: true,
    });
    return Options.parse({ what: positionals[0], ...values });
  } catch (error) {
    const issue = error instanceof z.ZodError ? error.issues[0] : undefined;
    const message = error instanceof Error ? error.message.split("\n")[0] : String(error);
    console.error(issue ? `${issue.path.join(".")}: ${issue.message}` : message);
    process.exit(1);
  }
}
