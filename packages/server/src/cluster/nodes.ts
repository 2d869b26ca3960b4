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
/** A node without news for this long is gone, or hangs; in ms. */
const SILENCE_MS = 5000;

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

/** The last update of a node, and the time of the last change, in ms. */
interface Update {
  readonly text: string;
  readonly at: number;
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
 * does not close its connections.
 */
export class Nodes {
  readonly #redis: Redis;
  readonly #self: Self;
  readonly #onBack: () => Promise<void>;
  readonly #sweeping = new Set<string>();
  readonly #updates = new Map<string, Update>();
  #others = new Map<string, Node>();
  #beats = 0;
  /** When the other nodes were read last, in ms. */
  #lookedAt = 0;
  #hasTouch = true;
  /** Whether the connection was lost since `onBack`: Redis may have started again, without its data, between two beats. */
  #wasCut = false;
  #timer: Timer | undefined;
  #isStopped = false;

  /** `onBack` is called and awaited when Redis can be reached again. */
  constructor(redis: Redis, self: Self, onBack: () => Promise<void>) {
    this.#redis = redis;
    this.#self = self;
    this.#onBack = onBack;
    redis.on("close", () => (this.#wasCut = true));
  }

  /** Whether Redis answered this node's last command. */
  get hasTouch(): boolean {
    return this.#hasTouch && this.#redis.status === "ready";
  }

  /** The nodes other than this node. */
  get others(): Iterable<Node> {
    return this.#others.values();
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
    const channels = Array.from(processIds, channelOf);
    if (channels.length === 0) return new Set();
    // [channel, listeners, channel, listeners, ...]
    const answer = await this.#redis.pubsub("NUMSUB", ...channels);
    const subscribed = channels.filter((_, index) => Number(answer[2 * index + 1]) > 0);
    return new Set(
      subscribed.map((channel) => channel.slice(PREFIX.length)).filter((processId) => !this.#isSilent(processId)),
    );
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

  async #beat(): Promise<void> {
    try {
      await this.#tell();
      if (!this.#hasTouch || this.#wasCut) {
        this.#wasCut = false;
        await this.#onBack();
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
    await this.#redis.hset(KEY, matchMaker.processId, JSON.stringify(description));
  }

  async #look(): Promise<void> {
    const descriptions = await this.#redis.hgetall(KEY);
    delete descriptions[matchMaker.processId];
    this.#record(descriptions);
    const alive = await this.listening(Object.keys(descriptions));
    this.#others = new Map();
    for (const [processId, text] of Object.entries(descriptions)) {
      const node = alive.has(processId) ? read(text) : undefined;
      if (node) this.#others.set(processId, node);
      if (!alive.has(processId)) void this.#sweep(processId);
    }
  }

  #record(descriptions: Readonly<Record<string, string>>): void {
    this.#lookedAt = this.#self.runtime.now();
    for (const [processId, text] of Object.entries(descriptions)) {
      if (this.#updates.get(processId)?.text !== text) this.#updates.set(processId, { text, at: this.#lookedAt });
    }
    for (const processId of this.#updates.keys())
      if (!Object.hasOwn(descriptions, processId)) this.#updates.delete(processId);
  }

  #isSilent(processId: string): boolean {
    const update = this.#updates.get(processId);
    return update !== undefined && this.#lookedAt - update.at > SILENCE_MS;
  }

  /**
   * Removes the data of a node that seems to have died. The node is asked once more before, because a node that lost
   * its connection for a moment keeps its rooms.
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
