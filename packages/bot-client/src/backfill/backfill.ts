import { Pacer, pause, TransportChoice, whenAborted, withinLimit } from "@fray/netcode/client";
import { createRandom, type Runtime } from "@fray/netcode/core";
import { BackfillOrders } from "@fray/shared-state/protocol/backfill";

import { ArenaConnection } from "../connection/arena-connection.ts";
import { Bot } from "../swarm/bot.ts";
import { Brains } from "../swarm/brains.ts";
import { callSigns } from "../swarm/call-signs.ts";

/** Time between two comparisons of the present bots with the order, in ms: bots join and leave one at a time. */
const STEP_MS = 250;
/** The longest time without a comparison while they are as ordered. A new order, or a bot that leaves, ends it. */
const IDLE_MS = 2000;
const GOODBYE_LIMIT_MS = 3000;
/** Number of names. In a process with more bots than that, the further bots have numbers. */
const NAMES = 64;

type Order = BackfillOrders["rooms"][number];

interface Placed {
  readonly bot: Bot;
  readonly index: number;
}

/**
 * Runs the bots of a host: as many in each room as the server wants at the moment. They join one after the other. A
 * surplus bot leaves when it is not fighting, so that no player loses an opponent in the middle of a fight.
 */
export class Backfill {
  readonly #runtime: Runtime;
  readonly #url: string;
  readonly #token: string;
  readonly #signal: AbortSignal;
  readonly #seed: number;
  /** The brains of each room's bots. */
  readonly #brains = new Map<string, Brains>();
  readonly #names: readonly string[];
  readonly #pacer: Pacer;
  /** The host's own bots are on the machine of the server, with no proxy between. */
  readonly #transports: TransportChoice;
  readonly #rooms = new Map<string, Set<Placed>>();
  readonly #indices = new Set<number>();
  #orders: BackfillOrders = { rooms: [] };
  /** Aborted when the bots may not be as ordered any more. */
  #changed = new AbortController();

  /** Ends when `signal` is aborted. By `token` the server recognizes its own bots. */
  constructor(options: { runtime: Runtime; url: string; token: string; seed: number; signal: AbortSignal }) {
    const { runtime, url, token, seed, signal } = options;
    this.#runtime = runtime;
    this.#pacer = new Pacer(runtime);
    this.#transports = new TransportChoice(runtime, { mode: "ws" });
    this.#url = url;
    this.#token = token;
    this.#signal = signal;
    this.#seed = seed;
    this.#names = callSigns(NAMES, createRandom(seed));
  }

  /** Takes a message of the server. A message that is not an order is a bug of ours and throws. */
  order(message: unknown): void {
    this.#orders = BackfillOrders.parse(message);
    this.#wake();
  }

  /** Fills rooms as ordered until the signal, then frees all places. */
  async run(): Promise<void> {
    while (!this.#signal.aborted) {
      for (const [roomId, room] of this.#rooms) if (room.size === 0) this.#forget(roomId);
      for (const order of this.#orders.rooms) await this.#approach(order);
      if (this.#isAsOrdered) await pause(this.#runtime, IDLE_MS, AbortSignal.any([this.#signal, this.#changed.signal]));
      else await pause(this.#runtime, STEP_MS, this.#signal);
    }
    const goodbyes: Promise<void>[] = [];
    for (const room of this.#rooms.values()) for (const { bot } of room) goodbyes.push(bot.connection.leave());
    await withinLimit(this.#runtime, Promise.all(goodbyes), GOODBYE_LIMIT_MS);
  }

  get #isAsOrdered(): boolean {
    return this.#orders.rooms.every(({ roomId, bots }) => (this.#rooms.get(roomId)?.size ?? 0) === bots);
  }

  #wake(): void {
    this.#changed.abort();
    this.#changed = new AbortController();
  }

  /** Adds or removes one bot, if the number differs from the order. */
  async #approach({ roomId, bots: wanted, steps }: Order): Promise<void> {
    const room = this.#rooms.get(roomId) ?? new Set();
    this.#rooms.set(roomId, room);
    const brains = this.#brainsOf(roomId, steps);
    if (room.size < wanted) await this.#send(roomId, room, brains);
    if (room.size <= wanted) return;
    const calm = [...room].find(({ bot }) => bot.isCalm);
    if (calm) await calm.bot.connection.leave();
  }

  async #send(roomId: string, room: Set<Placed>, brains: Brains): Promise<void> {
    const index = this.#freeIndex();
    const name = this.#names[index % NAMES] ?? "";
    const place = { url: this.#url, roomId, isLocal: true, transports: this.#transports };
    const request = { runtime: this.#runtime, ...place, name, botToken: this.#token };
    // The room is full or closed. The server will send a new order.
    const connection = await ArenaConnection.open(request).catch(() => undefined);
    if (!connection) return;
    const placed: Placed = { bot: new Bot(connection, (arena) => brains.create(arena, index), index), index };
    room.add(placed);
    this.#indices.add(index);
    this.#pacer.add(placed.bot, connection.stepMs);
    void Promise.race([connection.closed, whenAborted(this.#signal)]).then(() => {
      this.#pacer.remove(placed.bot);
      this.#indices.delete(index);
      if (!this.#signal.aborted) room.delete(placed);
      this.#wake();
    });
  }

  /** Returns the brains of a room, with the steps of the last order. */
  #brainsOf(roomId: string, steps: readonly number[]): Brains {
    const brains = this.#brains.get(roomId) ?? new Brains(steps, this.#seed);
    this.#brains.set(roomId, brains);
    brains.steps = steps;
    return brains;
  }

  #forget(roomId: string): void {
    this.#rooms.delete(roomId);
    this.#brains.delete(roomId);
  }

  #freeIndex(): number {
    let index = 0;
    while (this.#indices.has(index)) index++;
    return index;
  }
}
