import { matchMaker, type ServerError } from "@colyseus/core";
import type { Runtime, Timer } from "@fray/netcode/core";
import { ARENA_ROOM } from "@fray/shared-state/protocol/rooms";
import type { Redis } from "ioredis";
import { z } from "zod";

import { logger } from "../logger.ts";
import { PUBLIC_ADDRESS } from "../network/public-address.ts";
import { unavailable } from "../network/refusals.ts";

/** Redis key of a hash with the description of each node, by process id. */
const KEY = "fray:nodes";
/** Interval at which a node publishes its state and reads the others, in ms. */
const BEAT_MS = 500;
/**
 * A node without a new update for this long is gone, or hangs; in ms. A living node publishes every 500 ms, and the
 * longest task of a server is far below 1 s, so it would have to miss eight updates in a row.
 */
const SILENCE_MS = 4000;
/**
 * A node without a subscription for this long has died; in ms. Redis closes the subscription as soon as the process
 * ends. A living node whose connection to Redis broke subscribes again after 0.1 to 1 s.
 */
const MISSING_MS = 1500;
/**
 * A room whose node has no subscription for this long is given up by clients that have lost their connection too. They
 * ask every 500 ms, so the second answer is certain. A client that was wrong gets its place in the room back.
 */
const DOUBT_MS = 400;
/** The people of a node that has left look for a place at the others for this long, in ms. */
const MOVING_MS = 60_000;
/** After Redis was lost, the nodes reconnect within this time, in ms. Until then a missing node says nothing. */
const SETTLING_MS = 3000;
/** The longest time between two looks that counts as time without an update: during the rest nobody looked. */
const MAX_GAP_MS = 2 * BEAT_MS;

const Node = z.object({
  /** Grows with each update. Updates contain no time, because the clocks of machines differ. */
  beat: z.number().int(),
  address: z.string().regex(PUBLIC_ADDRESS),
  /** The build of the node. Clients and rooms of another build don't understand it. */
  build: z.string(),
  /** All sessions in the node's rooms. Bots count too, because they cause as much work as people. */
  players: z.number().int().nonnegative(),
  rooms: z.number().int().nonnegative(),
  /** Whether the node has reached its limit of rooms. */
  isFull: z.boolean(),
  /** Whether the node is about to close. */
  isDraining: z.boolean(),
});
/** A node of the game, as it describes itself. */
export type Node = Omit<z.infer<typeof Node>, "beat">;

/** What the looks at a node have seen. Times are in ms. */
interface Seen {
  /** The last update. */
  readonly text: string;
  /** For how long it has not changed. */
  readonly silentMs: number;
  /** For how long the node has had no subscription; undefined while it has one. */
  readonly missingMs: number | undefined;
}

/** What happens to this node and to others. */
export interface NodeEvents {
  /** Called and awaited when this node must list its rooms again: Redis lost them, or another node removed them. */
  readonly onBack: () => Promise<void>;
  /** Another node has died. Called and awaited before it is removed from the list. */
  readonly onGone: (processId: string) => Promise<void>;
}

/** This server, as far as the list of nodes needs it. */
export interface Self {
  readonly runtime: Runtime;
  readonly describe: () => Node;
  /** Creates the error for a player when no node opens another room. */
  readonly serverFull: () => ServerError;
}

/**
 * The nodes of a game. Publishes this node's state and tracks the others. A node counts as alive while it subscribes
 * to its channel and its updates change. Redis notices at once when a process dies, but a machine that loses power
 * does not close its connections. The first is noticed within 2 s, the second within 5 s.
 */
export class Nodes {
  readonly #redis: Redis;
  readonly #self: Self;
  readonly #events: NodeEvents;
  readonly #sweeping = new Set<string>();
  readonly #seen = new Map<string, Seen>();
  /** When the nodes that leave, or have left, were seen last to do so, in ms. */
  readonly #left = new Map<string, number>();
  #others = new Map<string, Node>();
  #beats = 0;
  /** When the other nodes were read last, in ms. */
  #lookedAt = 0;
  #hasTouch = true;
  /**
   * Whether this node's rooms may not be listed any more: the connection was lost, and Redis may have started again
   * without its data, or another node took this one for dead.
   */
  #mustListAgain = false;
  /** When the other nodes can be expected to be connected to Redis again, in ms. */
  #settledAt = -Infinity;
  #timer: Timer | undefined;
  #isStopped = false;

  constructor(redis: Redis, self: Self, events: NodeEvents) {
    this.#redis = redis;
    this.#self = self;
    this.#events = events;
    redis.on("close", () => (this.#mustListAgain = true));
  }

  /** Whether Redis answered this node's last command. */
  get hasTouch(): boolean {
    return this.#hasTouch && this.#redis.status === "ready";
  }

  /** The nodes other than this node. */
  get others(): Iterable<Node> {
    return this.#others.values();
  }

  /** How many nodes leave, or have left within the last minute. Their people look for a place here. */
  get left(): number {
    return this.#left.size;
  }

  /** Begins to publish this node's state. The matchmaker must be listening. */
  async start(): Promise<void> {
    await this.#beat();
  }

  /**
   * Publishes this node's state. It is called when the state has changed, in addition to the regular interval,
   * because the other nodes place new rooms by this state.
   */
  publish(): void {
    this.#tell().catch(() => {});
  }

  /** Removes this node from the list, so that no more rooms are placed on it. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#timer?.cancel();
    await this.#redis.hdel(KEY, matchMaker.processId).catch(() => {});
  }

  /** Returns which of these processes are alive. */
  async listening(processIds: Iterable<string>): Promise<ReadonlySet<string>> {
    const subscribed = await this.#subscribed(processIds);
    return new Set(
      Array.from(subscribed).filter((processId) => {
        const seen = this.#seen.get(processId);
        return !seen || !isDead(seen);
      }),
    );
  }

  /**
   * Whether a process is gone, as far as a client can tell that has lost its connection to it: such a client may go
   * elsewhere before the node is removed from the list. Undefined while this node can't know.
   */
  async isGone(processId: string): Promise<boolean | undefined> {
    if (processId === matchMaker.processId) return false;
    if (!this.hasTouch || this.#self.runtime.now() < this.#settledAt) return undefined;
    await this.#look();
    const seen = this.#seen.get(processId);
    return !seen || isDead(seen) || (seen.missingMs ?? 0) >= DOUBT_MS;
  }

  /**
   * Returns the process in which to open a room: of the nodes of the build, by default this node's, the one with the
   * fewest players, then with the fewest rooms, then this one. An arena room needs a node below its limit: throws an
   * error that the player can read when every node is full.
   */
  async leastBusy(roomName: string, build?: string): Promise<string> {
    await this.#look().catch(() => {
      throw unavailable("alone");
    });
    const self = this.#self.describe();
    const [best] = [[matchMaker.processId, self] as const, ...this.#others]
      .filter(([, node]) => node.build === (build ?? self.build))
      .filter(([, { isFull, isDraining }]) => !isDraining && !(isFull && roomName === ARENA_ROOM))
      .toSorted(([, a], [, b]) => a.players - b.players || a.rooms - b.rooms);
    if (!best) throw this.#self.serverFull();
    return best[0];
  }

  /** Returns the other nodes of this build that would take a room, the one with the fewest players first. */
  async refuges(): Promise<{ readonly processId: string; readonly address: string }[]> {
    await this.#look();
    const { build } = this.#self.describe();
    return Array.from(this.#others)
      .filter(([, node]) => node.build === build && !node.isDraining && !node.isFull)
      .toSorted(([, a], [, b]) => a.players - b.players || a.rooms - b.rooms)
      .map(([processId, { address }]) => ({ processId, address }));
  }

  async #beat(): Promise<void> {
    try {
      await this.#tell();
      if (!this.#hasTouch || this.#mustListAgain) {
        this.#mustListAgain = false;
        this.#settledAt = this.#self.runtime.now() + SETTLING_MS;
        await this.#events.onBack();
      }
      await this.#look();
      if (!this.#hasTouch) logger.info("redis answers again");
      this.#hasTouch = true;
    } catch (error) {
      // A Redis error may contain the failed command with the password, so only its message is logged.
      const why = error instanceof Error ? error.message : String(error);
      if (this.#hasTouch) logger.error({ why }, "redis does not answer: rooms continue, new joins are refused");
      this.#hasTouch = false;
    }
    if (this.#isStopped) return;
    this.#timer = this.#self.runtime.setTimeout(() => void this.#beat(), BEAT_MS, { background: true });
  }

  async #tell(): Promise<void> {
    if (this.#isStopped) return;
    const description: z.infer<typeof Node> = { ...this.#self.describe(), beat: ++this.#beats };
    const isNew = await this.#redis.hset(KEY, matchMaker.processId, JSON.stringify(description));
    // Redis counts the added fields. Only the first update adds one, unless another node has removed this one.
    if (isNew > 0 && description.beat > 1) this.#mustListAgain = true;
  }

  /** Returns which of these processes subscribe to their channel at present. */
  async #subscribed(processIds: Iterable<string>): Promise<ReadonlySet<string>> {
    const channels = Array.from(processIds, channelOf);
    if (channels.length === 0) return new Set();
    // [channel, listeners, channel, listeners, ...]
    const answer = await this.#redis.pubsub("NUMSUB", ...channels);
    return new Set(
      channels.filter((_, index) => Number(answer[2 * index + 1]) > 0).map((channel) => channel.slice(PREFIX.length)),
    );
  }

  async #look(): Promise<void> {
    const descriptions = await this.#redis.hgetall(KEY);
    delete descriptions[matchMaker.processId];
    const channels = await this.#subscribed(Object.keys(descriptions));
    this.#record(descriptions, channels);
    this.#others = new Map();
    for (const [processId, seen] of this.#seen) {
      const node = seen.missingMs === undefined && !isDead(seen) ? read(seen.text) : undefined;
      if (node) this.#others.set(processId, node);
      if (node && !node.isDraining) this.#left.delete(processId);
      else this.#left.set(processId, this.#lookedAt);
      if (isDead(seen)) void this.#sweep(processId);
    }
  }

  #record(descriptions: Readonly<Record<string, string>>, subscribed: ReadonlySet<string>): void {
    const now = this.#self.runtime.now();
    const passed = Math.min(now - this.#lookedAt, MAX_GAP_MS);
    this.#lookedAt = now;
    for (const [processId, text] of Object.entries(descriptions)) {
      const before = this.#seen.get(processId);
      const silentMs = before?.text === text ? before.silentMs + passed : 0;
      const missed = before?.missingMs === undefined ? 0 : before.missingMs + passed;
      this.#seen.set(processId, { text, silentMs, missingMs: subscribed.has(processId) ? undefined : missed });
    }
    for (const processId of this.#seen.keys()) {
      if (Object.hasOwn(descriptions, processId)) continue;
      this.#seen.delete(processId);
      this.#left.set(processId, now);
    }
    for (const [processId, at] of this.#left) if (now - at > MOVING_MS) this.#left.delete(processId);
  }

  /**
   * Removes what a dead node has left. It is not asked before: the answer would take 2 s to stay away. A node that was
   * only slow lists its rooms again with its next update.
   */
  async #sweep(processId: string): Promise<void> {
    if (this.#sweeping.has(processId)) return;
    this.#sweeping.add(processId);
    try {
      await this.#events.onGone(processId);
      await this.#redis.hdel(KEY, processId);
      logger.warn({ processId }, "a node is gone");
    } catch {
      // Redis is lost. The next look tries again.
    } finally {
      this.#sweeping.delete(processId);
    }
  }
}

const isDead = ({ silentMs, missingMs = 0 }: Seen): boolean => silentMs >= SILENCE_MS || missingMs >= MISSING_MS;

/** Prefix of the channel on which the matchmaker of a process receives requests. */
const PREFIX = "p:";
const channelOf = (processId: string): string => `${PREFIX}${processId}`;

/** Parses a node's description; returns undefined when another version of the game uses another format. */
function read(text: string): Node | undefined {
  try {
    return Node.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
