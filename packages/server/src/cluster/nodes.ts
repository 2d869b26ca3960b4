import { matchMaker } from "@colyseus/core";
import { ARENA_ROOM } from "@fray/shared-state/protocol/rooms";
import type { Redis } from "ioredis";
import { z } from "zod";

import { logger } from "../logger.ts";
import { PUBLIC_ADDRESS } from "../network/public-address.ts";
import { peersLost, serverFull } from "../rooms/admission.ts";

/** A hash: what each node says of itself, by process id. */
const KEY = "fray:nodes";
/** How often a node says how it is and looks at the others, in ms. */
const BEAT_MS = 500;
/** A node that has said nothing new for this long is gone, or hangs; in ms. */
const SILENCE_MS = 5000;

const Node = z.object({
  /** Grows each time it says something: clocks of machines differ, so what it says carries no time. */
  beat: z.number().int(),
  address: z.string().regex(PUBLIC_ADDRESS),
  /** Everybody with a seat in one of its rooms, bots too: they are as much work as people. */
  players: z.number().int().nonnegative(),
  rooms: z.number().int().nonnegative(),
  /** Whether it has as many rooms as it may. */
  isFull: z.boolean(),
  /** Whether it is about to close. */
  isDraining: z.boolean(),
});
/** A node of the game, as it says itself. */
export type Node = Omit<z.infer<typeof Node>, "beat">;

/** What was heard of a node last, and when it was news, in ms. */
interface Heard {
  readonly text: string;
  readonly at: number;
}

/**
 * The nodes of a game: tells the others how this one is and knows how they are. A node is there while it listens on its
 * channel, which Redis knows at once to be over when the process dies, and while it has news: a machine that loses its power
 * says no goodbye.
 */
export class Nodes {
  readonly #redis: Redis;
  readonly #describeSelf: () => Node;
  readonly #onBack: () => Promise<void>;
  readonly #sweeping = new Set<string>();
  readonly #heard = new Map<string, Heard>();
  #others = new Map<string, Node>();
  #beats = 0;
  /** When the others were looked at last, in ms. */
  #lookedAt = 0;
  #hasTouch = true;
  #timer: NodeJS.Timeout | undefined;
  #isStopped = false;

  /** `onBack` is called, and waited for, when Redis can be reached again. */
  constructor(redis: Redis, describeSelf: () => Node, onBack: () => Promise<void>) {
    this.#redis = redis;
    this.#describeSelf = describeSelf;
    this.#onBack = onBack;
  }

  /** Whether Redis answered when it was asked last. */
  get hasTouch(): boolean {
    return this.#hasTouch && this.#redis.status === "ready";
  }

  /** The nodes besides this one. */
  get others(): Iterable<Node> {
    return this.#others.values();
  }

  /** Begins to say how this node is. The matchmaker must be listening. */
  async start(): Promise<void> {
    await this.#beat();
  }

  /** Says how this node is, besides now and then when it has changed: rooms are placed by it. */
  say(): void {
    this.#tell().catch(() => {});
  }

  /** Says goodbye: nothing is placed here any more. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    await this.#redis.hdel(KEY, matchMaker.processId).catch(() => {});
  }

  /** Which of these processes are there. */
  async listening(processIds: Iterable<string>): Promise<ReadonlySet<string>> {
    const channels = Array.from(processIds, channelOf);
    if (channels.length === 0) return new Set();
    // [channel, listeners, channel, listeners, ...]
    const answer = await this.#redis.pubsub("NUMSUB", ...channels);
    const heard = channels.filter((_, index) => Number(answer[2 * index + 1]) > 0);
    return new Set(
      heard.map((channel) => channel.slice(PREFIX.length)).filter((processId) => !this.#isSilent(processId)),
    );
  }

  /**
   * The process to open a room in: the one with the fewest players, of those the one with the fewest rooms, of those this one.
   * An arena is opened where there may be one more: throws what who asked is told when every node is full.
   */
  async leastBusy(roomName: string): Promise<string> {
    await this.#look().catch(() => {
      throw peersLost();
    });
    const own = [matchMaker.processId, this.#describeSelf()] as const;
    const [best] = [own, ...this.#others]
      .filter(([, { isFull, isDraining }]) => !isDraining && !(isFull && roomName === ARENA_ROOM))
      .toSorted(([, a], [, b]) => a.players - b.players || a.rooms - b.rooms);
    if (!best) throw serverFull();
    return best[0];
  }

  async #beat(): Promise<void> {
    try {
      await this.#tell();
      if (!this.#hasTouch) await this.#onBack();
      await this.#look();
      if (!this.#hasTouch) logger.info("redis is back");
      this.#hasTouch = true;
    } catch (error) {
      // An error of Redis may carry the command that failed, and that the password: only its words are written.
      const why = error instanceof Error ? error.message : String(error);
      if (this.#hasTouch) logger.error({ why }, "redis is lost: rooms go on, nobody new comes in");
      this.#hasTouch = false;
    }
    if (!this.#isStopped) this.#timer = setTimeout(() => void this.#beat(), BEAT_MS).unref();
  }

  async #tell(): Promise<void> {
    if (this.#isStopped) return;
    const said: z.infer<typeof Node> = { ...this.#describeSelf(), beat: ++this.#beats };
    await this.#redis.hset(KEY, matchMaker.processId, JSON.stringify(said));
  }

  async #look(): Promise<void> {
    const told = await this.#redis.hgetall(KEY);
    delete told[matchMaker.processId];
    this.#hear(told);
    const alive = await this.listening(Object.keys(told));
    this.#others = new Map();
    for (const [processId, text] of Object.entries(told)) {
      const node = alive.has(processId) ? read(text) : undefined;
      if (node) this.#others.set(processId, node);
      if (!alive.has(processId)) void this.#sweep(processId);
    }
  }

  #hear(told: Readonly<Record<string, string>>): void {
    this.#lookedAt = performance.now();
    for (const [processId, text] of Object.entries(told)) {
      if (this.#heard.get(processId)?.text !== text) this.#heard.set(processId, { text, at: this.#lookedAt });
    }
    for (const processId of this.#heard.keys()) if (!Object.hasOwn(told, processId)) this.#heard.delete(processId);
  }

  #isSilent(processId: string): boolean {
    const heard = this.#heard.get(processId);
    return heard !== undefined && this.#lookedAt - heard.at > SILENCE_MS;
  }

  /**
   * Clears away what a node has left behind that seems to have died. It is asked once more first: one that only lost its
   * connection for a moment keeps its rooms.
   */
  async #sweep(processId: string): Promise<void> {
    if (this.#sweeping.has(processId)) return;
    this.#sweeping.add(processId);
    const isThere = await matchMaker.healthCheckProcessId(processId);
    if (!isThere) await this.#redis.hdel(KEY, processId).catch(() => {});
    if (!isThere) logger.warn({ processId }, "a node is gone");
    this.#sweeping.delete(processId);
  }
}

/** Where the matchmaker of a process listens to those of others. */
const PREFIX = "p:";
const channelOf = (processId: string): string => `${PREFIX}${processId}`;

/** What a node says of itself; undefined for one of another version of the game that says something else. */
function read(text: string): Node | undefined {
  try {
    return Node.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
