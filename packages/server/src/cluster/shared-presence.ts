import { RedisPresence } from "@colyseus/redis-presence";
import type { Redis } from "ioredis";

/**
 * Connects the matchmakers of all nodes, and survives the loss of Redis. By default the framework rejects promises
 * that nothing awaits, and some of them leave a join without an answer. Here a message that cannot be sent is
 * dropped: a caller that waits for an answer times out, and subscriptions are restored with the connection.
 */
export class SharedPresence extends RedisPresence {
  constructor(redis: Redis) {
    super(redis);
    // The framework's own listener writes a log line for each attempt to reconnect, several per second.
    for (const connection of [this.pub, this.sub]) connection.removeAllListeners("error").on("error", () => {});
  }

  /** Returns when messages of other nodes can arrive. */
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

  /** Counts the processes that want to open a room at the same time. Without Redis it counts only this process. */
  override async hincrbyex(...args: Parameters<RedisPresence["hincrbyex"]>): Promise<number> {
    return super.hincrbyex(...args).catch(() => 1);
  }

  override shutdown(): void {
    for (const connection of [this.sub, this.pub]) connection.quit().catch(() => connection.disconnect());
  }
}

const ignore = (): void => {};
