import { wait, type Runtime } from "@fray/netcode/core";
import { Redis } from "ioredis";

import { ConfigError } from "../config/config-error.ts";
import { logger } from "../logger.ts";

/** Time limit for an answer of Redis, in ms. Joins wait for these answers. */
const ANSWER_LIMIT_MS = 2000;
const FIRST_RETRY_MS = 100;
const MAX_RETRY_MS = 1000;
/** How long a start waits for a Redis that does not answer, in ms: after a power cut all machines start together. */
export const START_LIMIT_MS = 60_000;
const START_RETRY_MS = 1000;

/**
 * Connects to the Redis at `url`, and returns when it answers. Waits for a minute for a Redis that is not there yet.
 * The connection restores itself after a loss. While it is lost, every command fails at once instead of waiting in a
 * queue, so that no join is answered hours later. Throws a `ConfigError` without the URL, which contains the password,
 * when nothing answers in that time, or at once when the answer is a refusal or not that of a Redis.
 */
export async function connectRedis(url: string, runtime: Runtime): Promise<Redis> {
  const begun = runtime.now();
  for (let tries = 1; ; tries++) {
    const redis = createConnection(url);
    const failure = await failureOf(redis);
    if (!failure) {
      if (tries > 1) logger.info({ tries }, "redis answers");
      return redis;
    }
    const reason = failure.message || ("code" in failure ? String(failure.code) : failure.name);
    if (isRefusal(failure) || runtime.now() - begun >= START_LIMIT_MS) {
      throw new ConfigError(`--redis-url: its value is invalid: no Redis answers there (${reason})`);
    }
    if (tries === 1) {
      logger.warn(
        { why: reason, limitSeconds: START_LIMIT_MS / 1000 },
        "redis does not answer: the start waits for it",
      );
    }
    await wait(runtime, START_RETRY_MS);
  }
}

function createConnection(url: string): Redis {
  return new Redis(url, {
    lazyConnect: true,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
    // By default a connection that breaks before these commands are answered counts as ready, and is never restored.
    disableClientInfo: true,
    // The presence subscribes again by itself. Nothing would await the client's own attempt.
    autoResubscribe: false,
    connectTimeout: ANSWER_LIMIT_MS,
    commandTimeout: ANSWER_LIMIT_MS,
    retryStrategy: (times) => Math.min(times * FIRST_RETRY_MS, MAX_RETRY_MS),
  });
}

/** Connects. Returns why it failed, and then leaves no connection; undefined when Redis answers. */
async function failureOf(redis: Redis): Promise<Error | undefined> {
  let first: Error | undefined;
  // This listener also keeps a lost connection from ending the process. `Nodes` logs the loss once.
  redis.on("error", (error) => (first ??= error));
  try {
    await redis.connect();
    return undefined;
  } catch (error) {
    redis.disconnect();
    return first ?? (error instanceof Error ? error : new Error(String(error)));
  }
}

/** Whether waiting does not help: Redis refuses, as with a wrong password, or something else answers. */
const isRefusal = ({ name, message }: Error): boolean =>
  name === "ParserError" || (name === "ReplyError" && !message.startsWith("LOADING"));
