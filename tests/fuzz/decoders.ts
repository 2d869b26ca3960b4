import { createRandom, systemRuntime } from "@fray/netcode/core";
import { flushLog, logger } from "@fray/server/internal/logger";
import { guardConsole, logWarnings } from "@fray/server/internal/operations/console-guard";
import { PeerLog } from "@fray/server/internal/peer-log";
import { ServerContext } from "@fray/server/internal/server-context";
import { systemDisk } from "@fray/server/internal/storage/disk";
import { once } from "node:events";
import { setImmediate as turn } from "node:timers/promises";
import { parseArgs } from "node:util";

import { settings } from "../security/in-process.ts";
import { createFrames } from "./frames.ts";
import { GuardedRoom } from "./guarded-room.ts";

/** Frames between two turns of the event loop, in which timers run and the log is written. */
const FRAMES_PER_TURN = 1000;

// Runs in a separate process: all of its output is counted, however it is written.
const { values } = parseArgs({ options: { frames: { type: "string" }, seed: { type: "string" } } });
const random = createRandom(Number(values.seed));
const nextFrame = createFrames(random);
const log = new PeerLog(systemRuntime);
const context = new ServerContext(settings(), { disk: systemDisk, runtime: systemRuntime }, log);
const rooms = (["arena", "arena", "lobby"] as const).map((kind) => new GuardedRoom(kind, context));
let unhandled = 0;
for (const event of ["uncaughtException", "unhandledRejection"] as const) {
  process.on(event, (error: unknown) => {
    unhandled++;
    logger.error({ err: error }, event);
  });
}
guardConsole(log);
logWarnings(log);

const count = Number(values.frames);
const begin = performance.now();
for (let index = 0; index < count; index++) {
  rooms[index % rooms.length]?.receive(nextFrame());
  if (index % FRAMES_PER_TURN === 0) await turn();
}
const ms = performance.now() - begin;
const counts = rooms.map((room) => room.counts);
const sum = (key: keyof (typeof counts)[number]): number => counts.reduce((all, each) => all + each[key], 0);
const { console: toConsole, framework } = log.counts();
const result = {
  frames: sum("frames"),
  decoded: sum("decoded"),
  refused: sum("refused"),
  undecodable: sum("undecodable"),
  exceptions: sum("exceptions") + unhandled,
  complaints: toConsole + framework,
  microseconds: (ms * 1000) / Math.max(1, count),
};
await flushLog();
if (!process.stdout.write(JSON.stringify(result))) await once(process.stdout, "drain");
process.exit(0);
