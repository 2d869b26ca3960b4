import { matchMaker, type IRoomCache, type MatchMakerDriver, type SortOptions } from "@colyseus/core";
import { RedisDriver } from "@colyseus/redis-driver";
import type { Redis } from "ioredis";

import { unavailable } from "../network/refusals.ts";

type Conditions = Partial<IRoomCache>;
type Operations = Parameters<MatchMakerDriver["update"]>[1];

/** Returns which of some processes are alive. */
export type Listening = (processIds: Iterable<string>) => Promise<ReadonlySet<string>>;

/**
 * The list of the rooms of all nodes. It differs from the framework's driver in three ways. Rooms of a node that
 * crashed are not found; by default the first player who is sent there waits 4.6 s. Rooms of this node stay open when
 * Redis is lost, and are listed again when it returns. One failed read of the list does not make all later reads
 * fail.
 */
export class SharedDriver implements MatchMakerDriver {
  readonly #redis: Redis;
  readonly #listening: Listening;
  /** The rooms of this node by id, with the data to list. */
  readonly #own = new Map<string, IRoomCache>();
  /** Rooms that closed while Redis was lost. */
  readonly #closed = new Set<string>();
  readonly #onChange: () => void;
  #shared: RedisDriver;

  /** `onChange` is called when the listed data of this node's rooms changes. */
  constructor(redis: Redis, listening: Listening, onChange: () => void) {
    this.#redis = redis;
    this.#listening = listening;
    this.#onChange = onChange;
    this.#shared = new RedisDriver(redis);
  }

  /** Number of sessions in this node's rooms. */
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
    // The framework uses undefined for "none", although its type does not allow it.
    return found[0] as IRoomCache;
  }

  findByIds(roomIds: string[]): Promise<Map<string, IRoomCache>> {
    return this.#ask((shared) => shared.findByIds(roomIds));
  }

  async update(room: IRoomCache, operations: Operations): Promise<boolean> {
    // A room that has closed during the write would stay in the list.
    if (!this.#own.has(room.roomId)) return false;
    const updating = this.#shared.update(room, operations);
    this.#onChange();
    return updating.catch(() => false);
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

  /** Removes the rooms of a dead node from the list. */
  async cleanup(processId: string): Promise<void> {
    await this.#ask((shared) => shared.cleanup(processId)).catch(() => {});
  }

  /** Removes the rooms of a dead node from the list, and returns their ids. Throws while Redis is lost. */
  async removeAllOf(processId: string): Promise<string[]> {
    const rooms = await this.#ask((shared) => shared.query({ processId }));
    await this.#ask((shared) => shared.cleanup(processId));
    return rooms.map(({ roomId }) => roomId);
  }

  /** Returns the process that a room is listed at, even a dead one; undefined for a room that nobody lists. */
  async processOf(roomId: string): Promise<string | undefined> {
    if (this.#own.has(roomId)) return matchMaker.processId;
    return (await this.findByIds([roomId])).get(roomId)?.processId;
  }

  /** Lists the rooms of this node again, after a time without Redis. */
  async listAgain(): Promise<void> {
    await Promise.all(Array.from(this.#own.values(), (room) => this.#shared.persist(room)));
    await Promise.all(Array.from(this.#closed, (roomId) => this.#shared.remove(roomId)));
    this.#closed.clear();
  }

  /** Only the framework's tests call this method. */
  clear(): Promise<void> {
    return this.#shared.clear();
  }

  /** Does nothing: the presence closes the connection. */
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
      // The framework's driver caches a failed read of the list, and every later read would fail with the same error.
      this.#shared = new RedisDriver(this.#redis);
      throw unavailable("alone");
    }
  }
}
