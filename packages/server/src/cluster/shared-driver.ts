import { matchMaker, type IRoomCache, type MatchMakerDriver, type SortOptions } from "@colyseus/core";
import { RedisDriver } from "@colyseus/redis-driver";
import type { Redis } from "ioredis";

import { peersLost } from "../rooms/admission.ts";

type Conditions = Partial<IRoomCache>;
type Operations = Parameters<MatchMakerDriver["update"]>[1];

/** Tells which of some processes are there. */
export type Listening = (processIds: Iterable<string>) => Promise<ReadonlySet<string>>;

/**
 * The rooms of all nodes. Three things besides what the shipped driver does: rooms of a node that died without a goodbye are
 * not found, where as shipped the first to be sent there waits for 4.6 s; rooms of this node go on when Redis is lost, and are
 * listed again when it is back; and a failed look at the list does not fail all looks after it, for ever.
 */
export class SharedDriver implements MatchMakerDriver {
  readonly #redis: Redis;
  readonly #listening: Listening;
  /** The rooms of this node, by id, as they are to be listed. */
  readonly #own = new Map<string, IRoomCache>();
  /** Rooms that closed while nobody could be told. */
  readonly #closed = new Set<string>();
  readonly #onChange: () => void;
  #shared: RedisDriver;

  /** `onChange` is called when something about this node's rooms is told to the others. */
  constructor(redis: Redis, listening: Listening, onChange: () => void) {
    this.#redis = redis;
    this.#listening = listening;
    this.#onChange = onChange;
    this.#shared = new RedisDriver(redis);
  }

  /** How many have a seat in this node's rooms. */
  get players(): number {
    return Array.from(this.#own.values()).reduce((sum, { clients }) => sum + clients, 0);
  }

  has(roomId: string): Promise<boolean> {
    return this.#ask((shared) => shared.has(roomId));
  }

  async query(conditions: Conditions, sort?: SortOptions): Promise<IRoomCache[]> {
    return this.#alive(await this.#ask((shared) => shared.query(conditions, sort)));
  }

  async findOne(conditions: Conditions, sort?: SortOptions): Promise<IRoomCache> {
    const { roomId } = conditions;
    const found =
      roomId === undefined
        ? await this.query(conditions, sort)
        : await this.#alive(Array.from((await this.findByIds([roomId])).values()));
    // The framework means "none" by it, whatever its type says.
    return found[0] as IRoomCache;
  }

  findByIds(roomIds: string[]): Promise<Map<string, IRoomCache>> {
    return this.#ask((shared) => shared.findByIds(roomIds));
  }

  async update(room: IRoomCache, operations: Operations): Promise<boolean> {
    // A room that has closed meanwhile would be listed for ever.
    if (!this.#own.has(room.roomId)) return false;
    const told = this.#shared.update(room, operations);
    this.#onChange();
    return told.catch(() => false);
  }

  async persist(room: IRoomCache): Promise<boolean> {
    this.#own.set(room.roomId, room);
    this.#onChange();
    return this.#shared.persist(room).catch(() => false);
  }

  async remove(roomId: string): Promise<boolean> {
    this.#own.delete(roomId);
    this.#onChange();
    return this.#shared.remove(roomId).catch(() => {
      this.#closed.add(roomId);
      return false;
    });
  }

  /** Takes the rooms of a node that is gone off the list. */
  async cleanup(processId: string): Promise<void> {
    await this.#ask((shared) => shared.cleanup(processId)).catch(() => {});
  }

  /** Lists the rooms of this node as they are now, after a time in which nobody could be told of them. */
  async listAgain(): Promise<void> {
    await Promise.all(Array.from(this.#own.values(), (room) => this.#shared.persist(room)));
    await Promise.all(Array.from(this.#closed, (roomId) => this.#shared.remove(roomId)));
    this.#closed.clear();
  }

  /** Only tests of the framework ask for it. */
  clear(): Promise<void> {
    return this.#shared.clear();
  }

  /** Nothing to do: the connection is the presence's to close. */
  shutdown(): void {}

  async #alive(rooms: readonly IRoomCache[]): Promise<IRoomCache[]> {
    const others = new Set(rooms.map(({ processId }) => processId));
    others.delete(matchMaker.processId);
    const alive = others.size > 0 ? await this.#ask(() => this.#listening(others)) : others;
    return rooms.filter(({ processId }) => processId === matchMaker.processId || alive.has(processId));
  }

  async #ask<T>(question: (shared: RedisDriver) => Promise<T>): Promise<T> {
    try {
      return await question(this.#shared);
    } catch {
      // It remembers a list that could not be read, and answers with that failure from then on.
      this.#shared = new RedisDriver(this.#redis);
      throw peersLost();
    }
  }
}
