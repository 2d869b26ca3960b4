import { RedisPresence } from "@colyseus/redis-presence";
import type { Redis } from "ioredis";

/**
 * How the matchmakers of all nodes talk, in a way that survives the loss of Redis. As shipped it rejects promises nobody
 * waits for, some of which leave a join unanswered for ever. What can't be said now is left unsaid instead: who waits for an
 * answer gives up after a while, and subscriptions are made again when the connection is back.
 */
export class SharedPresence extends RedisPresence {
  constructor(redis: Redis) {
    super(redis);
    // As shipped each try to come back writes a line, several a second.
    for (const connection of [this.pub, this.sub]) connection.removeAllListeners("error").on("error", () => {});
  }

  /** Returns when it can hear what others say. */
  async connect(): Promise<void> {
    await this.sub.connect();
  }

  get isConnected(): boolean {
    return this.pub.status === "ready" && this.sub.status === "ready";
  }

  override async subscribe(...args: Parameters<RedisPresence["subscribe"]>): Promise<this> {
    await super.subscribe(...args).catch(ignore);
    return this;
  }

  override async unsubscribe(...args: Parameters<RedisPresence["unsubscribe"]>): Promise<this> {
    await super.unsubscribe(...args).catch(ignore);
    return this;
  }

  override async publish(topic: string, data: unknown): Promise<void> {
    await super.publish(topic, data).catch(ignore);
  }

  override async hset(key: string, field: string, value: string): Promise<boolean> {
    return super.hset(key, field, value).catch(() => false);
  }

  override async hdel(key: string, field: string): Promise<boolean> {
    return super.hdel(key, field).catch(() => false);
  }

  /** Counts who would open a room at the same time; alone, when nobody can be asked. */
  override async hincrbyex(...args: Parameters<RedisPresence["hincrbyex"]>): Promise<number> {
    return super.hincrbyex(...args).catch(() => 1);
  }

  override shutdown(): void {
    for (const connection of [this.sub, this.pub]) connection.quit().catch(() => connection.disconnect());
  }
}

const ignore = (): void => {};
