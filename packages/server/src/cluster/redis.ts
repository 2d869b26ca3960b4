import { Redis } from "ioredis";

import { ConfigError } from "../config/config-error.ts";

/** Time limit for an answer of Redis, in ms. Joins wait for these answers. */
const ANSWER_LIMIT_MS = 2000;
const FIRST_RETRY_MS = 100;
const MAX_RETRY_MS = 1000;

/**
 * Connects to the Redis at `url`, and returns when it answers. The connection restores itself after a loss. While it
 * is lost, every command fails at once instead of waiting in a queue, so that no join is answered hours later. Throws
 * a `ConfigError` without the URL, which contains the password, when the connection fails.
 */
export async function connectRedis(url: string): Promise<Redis> {
  const redis = new Redis(url, {
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
  let why = "";
  // This listener also keeps a lost connection from ending the process. `Nodes` logs the loss once.
  redis.on("error", (error) => (why ||= error.message));
  try {
    await redis.connect();
  } catch (error) {
    redis.disconnect();
    const reason = why || (error instanceof Error ? error.message : String(error));
    throw new ConfigError(`--redis-url: its value is invalid: no Redis answers there (${reason})`);
  }
  return redis;
}
