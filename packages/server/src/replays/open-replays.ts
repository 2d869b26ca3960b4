import { wait, type Runtime } from "@fray/netcode/core";
import { wrap } from "comlink";
import { join } from "node:path";
import { MessageChannel, Worker } from "node:worker_threads";

import type { Config } from "../config/schema.ts";
import { REPLAY_WORKER } from "../paths.ts";
import { faultOf, type PeerLog } from "../peer-log.ts";
import type { Disk } from "../storage/disk.ts";
import { RecordingPort } from "./recording-port.ts";
import type { ReplayThread } from "./replay-thread.ts";
import { Replays, type ReplayArchive } from "./replays.ts";
import { keepRules, rulesOfBuild } from "./rules-files.ts";
import { readSigningKey } from "./signing-key.ts";

const MB = 1_000_000;
/** How long the server waits for the thread when it closes, in ms. */
const CLOSE_LIMIT_MS = 3000;
const ALIVE_MS = 1000;

/** The replays of a server, and what ends them. */
export interface OpenReplays {
  readonly replays: Replays;
  /** Waits until everything is written. */
  close(): Promise<void>;
}

interface Surroundings {
  readonly disk: Disk;
  readonly runtime: Runtime;
  readonly log: PeerLog;
  readonly secret: Buffer;
}

/** Returns the store's thread, and what ends it. */
function startThread(runtime: Runtime): {
  thread: ReplayArchive & Pick<ReplayThread, "open">;
  stop: () => Promise<unknown>;
} {
  const { port1, port2 } = new MessageChannel();
  const worker = new Worker(REPLAY_WORKER, { workerData: port2, transferList: [port2] });
  worker.unref();
  const port = new RecordingPort(port1, runtime);
  const calls = wrap<ReplayThread>(port.calls);
  port1.unref();
  const thread: ReturnType<typeof startThread>["thread"] = {
    open: (settings) => calls.open(settings),
    write: (id, parts) => port.write(id, parts),
    read: (id) => calls.read(id),
    part: (id, ticks) => calls.part(id, ticks),
    isOpen: (id) => calls.isOpen(id),
    live: (id) => calls.live(id),
    fragment: (id, index) => calls.fragment(id, index),
    opening: (id, second) => calls.opening(id, second),
    ids: () => calls.ids(),
    forget: (tags) => calls.forget(tags),
  };
  return { thread, stop: () => worker.terminate() };
}

/**
 * Opens the replays of a server, on a thread of their own; undefined when the host wants none, when nothing is stored,
 * or when they can't be opened, which the log says. Throws a `ConfigError` for a key that can't be used.
 */
export async function openReplays(
  { replays: wanted, dataDir, replaysMb, replayNames, watchDelaySeconds }: Config,
  { disk, runtime, log, secret }: Surroundings,
): Promise<OpenReplays | undefined> {
  if (wanted === "off" || dataDir === "" || replaysMb === 0) return undefined;
  const rules = rulesOfBuild(disk);
  if (!rules) {
    log.write("room", "warn", {}, "no replays: the rules are not built, see npm run build:client");
    return undefined;
  }
  const platform = { disk, runtime };
  const key = readSigningKey(join(dataDir, "replay-key"), platform);
  const { thread, stop } = startThread(runtime);
  try {
    keepRules(rules, dataDir, platform);
    const delayMs = watchDelaySeconds * 1000;
    const settings = { folder: join(dataDir, "replays"), maxBytes: replaysMb * MB, key: key.pem, delayMs };
    await keepingAlive(runtime, thread.open(settings));
  } catch (error) {
    log.write("exception", "warn", faultOf(error), "no replays: they can't be stored");
    await stop();
    return undefined;
  }
  const replays = new Replays({
    archive: thread,
    rules: rules.hash,
    serverKey: key.publicKey,
    withNames: replayNames === "on",
    secret,
    runtime,
    log,
  });
  return {
    replays,
    close: async () => {
      // The thread answers in order, so everything before this call is written then.
      const written = thread.ids().catch(() => []);
      await keepingAlive(runtime, Promise.race([written, wait(runtime, CLOSE_LIMIT_MS, { background: true })]));
      await stop();
    },
  };
}

/** Waits for an answer of the thread, which does not keep the process alive by itself. */
async function keepingAlive<T>(runtime: Runtime, answer: Promise<T>): Promise<T> {
  const timer = runtime.setInterval(() => {}, ALIVE_MS);
  return answer.finally(() => timer.cancel());
}
