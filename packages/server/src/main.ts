import { systemRuntime as runtime } from "@fray/netcode/core";
import { networkInterfaces } from "node:os";
import { isAbsolute, resolve, sep } from "node:path";

import { isCommand, runCommand, type Outcome } from "./backup/run-command.ts";
import { helpText } from "./config/help.ts";
import { loadConfig } from "./config/load-config.ts";
import type { Config } from "./config/schema.ts";
import { HELP } from "./config/sources.ts";
import { endProcess, logger } from "./logger.ts";
import { runPlayerCommand } from "./moderation/run-player-command.ts";
import { hasTls } from "./network/tls.ts";
import { localAddress, networkAddresses } from "./operations/addresses.ts";
import { askHealth, HEALTHY } from "./operations/ask-health.ts";
import { guardConsole, logWarnings } from "./operations/console-guard.ts";
import { drain } from "./operations/drain.ts";
import { startHostBots } from "./operations/host-bots.ts";
import { closeOnSignal } from "./operations/shutdown.ts";
import { startFault } from "./operations/start-fault.ts";
import { PROGRAM_FOLDER } from "./paths.ts";
import { faultOf, PeerLog } from "./peer-log.ts";
import { runReplayCommand } from "./replays/run-command.ts";
import { startServer, type RunningServer } from "./server.ts";
import { systemDisk } from "./storage/disk.ts";

/** The commands that read replays and the data of one player; `backup` and `restore` are others. */
const REPLAY = "replay";
const PLAYER = "player";
const printError = console.error.bind(console);
const platform = { disk: systemDisk, runtime };
const [word, ...rest] = process.argv.slice(2);
if (isCommand(word)) await runAndExit(() => runCommand(word, rest, process.env, platform));
if (word === REPLAY) await runAndExit(() => runReplayCommand(rest, platform));
if (word === PLAYER) await runAndExit(() => runPlayerCommand(rest, process.env, platform));
if (word === HEALTHY) process.exit((await askHealth(read(rest))) ? 0 : 1);
const config = read(process.argv.slice(2));
logger.level = config.logLevel;
const log = new PeerLog(runtime);
// An unhandled rejection is a bug and is logged. It must not end every room.
process.on("unhandledRejection", (error) => log.write("exception", "error", faultOf(error), "unhandled rejection"));
process.on("uncaughtException", (error) => {
  logger.fatal({ err: error }, "uncaught exception");
  void endProcess(1);
});
// In development the output is a person's screen, and the page's bundler writes to it too.
if (!config.dev) guardConsole(log);
logWarnings(log);

if (isInFolder(config.dataDir, PROGRAM_FOLDER))
  logger.warn(
    { data: config.dataDir },
    "the data folder is inside the program's folder, and would be deleted with it: see --data-dir",
  );
const server = await start(config);
const bots = startHostBots(config, server.localUrl, server.context);
closeOnSignal(
  runtime,
  () => drain(config.drainSeconds, server.context),
  async () => {
    bots.stop();
    await server.close();
  },
);
process.on("SIGUSR2", () => server.renewCertificate());
const reached = { ...config, scheme: hasTls(config) ? "https" : "http", port: server.port } as const;
console.log(`Fray is at ${localAddress(reached)}`);
for (const address of networkAddresses(reached, networkInterfaces())) console.log(`In your network: ${address}`);
const played = `${config.map.join(", ")} (${config.mode.join(", ") || "all modes"})`;
console.log(`Plays ${played}, ${config.bots} bots, up to ${config.maxPlayers} players a room. Ctrl-C stops it.`);

async function runAndExit(run: () => Promise<Outcome>): Promise<never> {
  try {
    const { lines, isDone } = await run();
    for (const line of lines) console.log(line);
    process.exit(isDone ? 0 : 1);
  } catch (error) {
    return fail(error);
  }
}

function read(flags: readonly string[]): Config {
  try {
    const loaded = loadConfig(flags, process.env);
    if (loaded !== HELP) return loaded;
    console.log(helpText());
    process.exit(0);
  } catch (error) {
    return fail(error);
  }
}

async function start(settings: Config): Promise<RunningServer> {
  try {
    return await startServer(settings, runtime, { log });
  } catch (error) {
    return fail(error);
  }
}

/** Ends with one line for an error that a host can fix. For a bug it keeps the stack. */
function fail(error: unknown): never {
  printError(startFault(error) ?? error);
  process.exit(1);
}

/** Whether a relative path leads into `folder`. An absolute path was chosen on purpose, so it does not count. */
function isInFolder(path: string, folder: string | undefined): boolean {
  return folder !== undefined && path !== "" && !isAbsolute(path) && `${resolve(path)}${sep}`.startsWith(folder);
}
