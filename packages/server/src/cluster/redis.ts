import { Redis } from "ioredis";

import { ConfigError } from "../config/config-error.ts";

/** How long an answer of Redis may take, in ms: what takes longer holds up people who join. */
const ANSWER_LIMIT_MS = 2000;
const FIRST_RETRY_MS = 100;
const MAX_RETRY_MS = 1000;

/**
 * A connection to the Redis at `url`, there when this returns; it comes back by itself from then on. While it is away
 * everything asked of it fails at once: nobody waits in a queue for a join that may be hours old when it is answered.
 * Throws a `ConfigError`, without the URL and the password in it, when there is none to be had.
 */
export async function connectRedis(url: string): Promise<Redis> {
  const redis = new Redis(url, {
    lazyConnect: true,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
    connectTimeout: ANSWER_LIMIT_MS,
    commandTimeout: ANSWER_LIMIT_MS,
    retryStrategy: (times) => Math.min(times * FIRST_RETRY_MS, MAX_RETRY_MS),
  });
  let why = "";
  // Also what keeps a lost connection from ending the process: that it is lost is said once, by `Nodes`.
  redis.on("error", (error) => (why ||= error.message));
  try {
    await redis.connect();
  } catch (error) {
    redis.disconnect();
    const reason = why || (error instanceof Error ? error.message : String(error));
    throw new ConfigError(`--redis-url: its value won't do: no Redis answers there (${reason})`);
  }
  return redis;
}
