import type { Reply } from "./resp.ts";

type Hash = Map<string, string>;

/** The data of a Redis, with the commands on it that a cluster uses. */
export class BrokerData {
  readonly #hashes = new Map<string, Hash>();
  readonly #texts = new Map<string, string>();
  /** When keys end, in virtual ms. */
  readonly #ends = new Map<string, number>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** The fields of a hash. */
  hash(key: string): ReadonlyMap<string, string> {
    this.#expire(key);
    return this.#hashes.get(key) ?? new Map();
  }

  clear(): void {
    for (const part of [this.#hashes, this.#texts, this.#ends]) part.clear();
  }

  /** Carries out a command on a key; returns undefined for a command that is none of these. */
  run(command: string, key: string, words: readonly string[]): Reply | undefined {
    this.#expire(key);
    const [first = "", second = ""] = words;
    switch (command) {
      case "get":
        return this.#texts.get(key) ?? null;
      case "setex":
        this.#texts.set(key, second);
        return this.#endIn(key, first);
      case "exists":
        return Number(this.#texts.has(key) || this.#hashes.has(key));
      case "del":
        return Number([this.#texts, this.#hashes].map((part) => part.delete(key)).some(Boolean));
      case "expire":
        return this.#endIn(key, first);
      case "hset":
        return this.#set(key, words);
      case "hget":
        return this.hash(key).get(first) ?? null;
      case "hmget":
        return words.map((field) => this.hash(key).get(field) ?? null);
      case "hgetall":
        return [...this.hash(key)].flat();
      case "hexists":
        return Number(this.hash(key).has(first));
      case "hlen":
        return this.hash(key).size;
      case "hdel":
        return this.#remove(key, words);
      case "hincrby": {
        const sum = Number(this.hash(key).get(first) ?? 0) + Number(second);
        this.#set(key, [first, String(sum)]);
        return sum;
      }
      default:
        return undefined;
    }
  }

  #set(key: string, words: readonly string[]): number {
    const hash: Hash = this.#hashes.get(key) ?? new Map();
    this.#hashes.set(key, hash);
    const before = hash.size;
    for (let at = 0; at + 1 < words.length; at += 2) hash.set(words[at] ?? "", words[at + 1] ?? "");
    return hash.size - before;
  }

  #remove(key: string, fields: readonly string[]): number {
    const hash = this.#hashes.get(key);
    const removed = fields.filter((field) => hash?.delete(field)).length;
    if (hash?.size === 0) this.#hashes.delete(key);
    return removed;
  }

  #endIn(key: string, seconds: string): number {
    this.#ends.set(key, this.#now() + Number(seconds) * 1000);
    return 1;
  }

  #expire(key: string): void {
    if ((this.#ends.get(key) ?? Infinity) > this.#now()) return;
    for (const part of [this.#hashes, this.#texts, this.#ends]) part.delete(key);
  }
}
