import type { Duplex } from "node:stream";

import { BrokerData } from "./broker-data.ts";
import { CommandReader, textOf, type Reply } from "./resp.ts";

/** A client of the broker. */
interface Listener {
  readonly channels: Set<string>;
  send(reply: Reply): void;
}

/**
 * A Redis in memory and in virtual time, as far as a cluster uses one. Servers reach it over connections of a
 * `VirtualNetwork`, so these can be late, silent or broken, or over real ones.
 */
export class Broker {
  readonly #data: BrokerData;
  readonly #listeners = new Set<Listener>();

  constructor(now: () => number) {
    this.#data = new BrokerData(now);
  }

  /** Takes a connection, as a server of the network. */
  emit(_event: "connection", socket: Duplex): boolean {
    const reader = new CommandReader();
    const listener: Listener = {
      channels: new Set(),
      send: (reply) => void (socket.destroyed || socket.write(textOf(reply))),
    };
    /** Commands since MULTI; undefined outside of a transaction. */
    let queue: string[][] | undefined;
    this.#listeners.add(listener);
    socket.on("error", () => {});
    socket.on("close", () => this.#listeners.delete(listener));
    socket.on("data", (bytes: Buffer) => {
      for (const words of reader.read(bytes)) {
        const command = words[0]?.toLowerCase();
        if (command === "quit") {
          listener.send("OK");
          socket.end();
        } else if (command === "multi") {
          queue = [];
          listener.send("OK");
        } else if (command === "exec") {
          listener.send((queue ?? []).map((queued) => this.#answer(listener, queued) ?? null));
          queue = undefined;
        } else if (queue) {
          queue.push(words);
          listener.send("QUEUED");
        } else {
          const reply = this.#answer(listener, words);
          if (reply !== undefined) listener.send(reply);
        }
      }
    });
    return true;
  }

  /** Loses all data, as a Redis without a disk does when it starts again. Break its connections too. */
  forget(): void {
    this.#data.clear();
  }

  /** The fields of a hash at present. */
  hash(key: string): ReadonlyMap<string, string> {
    return this.#data.hash(key);
  }

  /** Returns the reply to a command; undefined when it has none or was answered already. */
  #answer(listener: Listener, [name = "", key = "", ...words]: readonly string[]): Reply | undefined {
    const command = name.toLowerCase();
    switch (command) {
      case "info":
        return "redis_version:7.4.0\r\nloading:0\r\n";
      case "client":
      case "ping":
        return "OK";
      case "subscribe":
      case "unsubscribe":
        for (const channel of key === "" ? [...listener.channels] : [key, ...words]) {
          if (command === "subscribe") listener.channels.add(channel);
          else listener.channels.delete(channel);
          listener.send([command, channel, listener.channels.size]);
        }
        return undefined;
      case "publish":
        return this.#publish(key, words[0] ?? "");
      case "pubsub":
        return key.toLowerCase() === "numsub" ? this.#counts(words) : this.#channels(words[0] ?? "*");
      default: {
        const reply = this.#data.run(command, key, words);
        return reply === undefined ? new Error(`unknown command '${name}'`) : reply;
      }
    }
  }

  #publish(channel: string, message: string): number {
    const reached = this.#of(channel);
    for (const listener of reached) listener.send(["message", channel, message]);
    return reached.length;
  }

  #counts(channels: readonly string[]): Reply {
    return channels.flatMap((channel) => [channel, this.#of(channel).length]);
  }

  /** Channels that begin with the text before a `*`. */
  #channels(pattern: string): Reply {
    const start = pattern.replace(/\*$/, "");
    const channels = Array.from(this.#listeners, (listener) => [...listener.channels]).flat();
    return [...new Set(channels)].filter((channel) => channel.startsWith(start));
  }

  #of(channel: string): Listener[] {
    return [...this.#listeners].filter(({ channels }) => channels.has(channel));
  }
}
