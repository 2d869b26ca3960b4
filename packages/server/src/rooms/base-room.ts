import {
  Room,
  ServerError,
  TimestepException,
  type Client,
  type RoomException,
  type RoomMethodName,
  type RoomOptions,
} from "@colyseus/core";
import { guardFrames, hangUp, closeConnection, socketOf } from "@fray/netcode/server";
import { CLOSE } from "@fray/shared-state/protocol/close-codes";
import { setTimeout as delay } from "node:timers/promises";

import { logPeer } from "../peer-log.ts";
import { RoomCounters, type Refusal } from "./counters.ts";

/** Handlers whose failure is that of one message or join; after any other the room's state can't be trusted. */
const HARMLESS: ReadonlySet<string> = new Set(["onMessage", "onAuth", "onJoin", "onCreate", "onDispose"]);

/** Nothing more is read from whoever is refused for these. */
const READ_NO_MORE: ReadonlySet<Refusal> = new Set<Refusal>(["malformed", "flood"]);

/** What a room that fails may take to see to those who are in it. */
const LAST_DEEDS_MS = 2000;

/**
 * What every room of ours shares: a guarded door, and an end that stays its own. As shipped, an exception from a
 * handler or a timer ends the process, and every other room with it.
 */
export abstract class BaseRoom<T extends RoomOptions> extends Room<T> {
  protected readonly counters = new RoomCounters();
  readonly #refused = new WeakMap<Client, Refusal>();
  #failed = false;

  constructor() {
    super();
    guardFrames(this, {
      isRefused: (client) => this.wasRefused(client),
      refuse: (client, why, reason) => this.refuse(client, why, reason),
      refuseLong: (client) => this.refuseLong(client),
      isInput: (frame) => this.isInput(frame),
    });
  }

  /**
   * Whether a client may take a seat; the framework asks before it lets one in. Who comes back on a new line while the
   * old one still looks alive (a switch of networks says no goodbye) would have to wait until that is found dead: it is
   * cut off here. The token is the proof, so nobody else can do that to them.
   */
  override hasReservedSeat(sessionId: string, reconnectionToken?: string): boolean {
    const may = super.hasReservedSeat(sessionId, reconnectionToken);
    const stale = reconnectionToken ? this.clients.get(sessionId) : undefined;
    if (may && stale && stale.reconnectionToken === reconnectionToken) socketOf(stale).terminate();
    if (!may && reconnectionToken) this.counters.countOne("reconnectionsRefused");
    return may;
  }

  /**
   * Closes one connection for good, with a code and a reason. Its frames are ignored from now on.
   */
  protected refuse(client: Client, why: Refusal, reason: string): void {
    if (this.#refused.has(client)) return;
    this.#refused.set(client, why);
    this.counters.countRefusal(why);
    logPeer("refusal", "warn", { room: this.roomId, session: client.sessionId, why, reason }, "client refused");
    const close = READ_NO_MORE.has(why) ? hangUp : closeConnection;
    close(client, CLOSE[why], reason);
  }

  /** Whether a frame is an input that this room takes. By default it takes none. */
  protected isInput(_frame: Uint8Array): boolean {
    return false;
  }

  /** Answers a message that is too long to be looked into. */
  protected abstract refuseLong(client: Client): void;

  /** Whether a client that is going was sent away: its seat is not held. */
  protected wasRefused(client: Client): boolean {
    return this.#refused.has(client);
  }

  /** Why a client that is going was sent away, if it was. */
  protected whyRefused(client: Client): Refusal | undefined {
    return this.#refused.get(client);
  }

  /** Runs a step of the room; one that throws is its last. `stop` keeps further ones from being called. */
  protected guard(step: () => void, stop: () => void): void {
    try {
      step();
    } catch (error) {
      stop();
      const cause = error instanceof Error ? error : new Error(String(error));
      this.onUncaughtException(new TimestepException(cause, cause.message), "tick");
    }
  }

  /** A bug in this room: it is logged, players are told and the room ends. Other rooms go on. */
  override onUncaughtException(error: RoomException, method: RoomMethodName | "tick"): void {
    // Thrown on purpose, it is the answer to who asked.
    if (HARMLESS.has(method) && error.cause instanceof ServerError) return;
    logPeer("exception", "error", { room: this.roomId, method, err: error.cause ?? error }, "exception in room");
    if (HARMLESS.has(method)) return;
    if (this.#failed) return;
    this.#failed = true;
    void this.#end();
  }

  async #end(): Promise<void> {
    try {
      await Promise.race([this.onFailed(), delay(LAST_DEEDS_MS)]);
    } catch (error) {
      // Its state can't be trusted: what was to be saved may be what is wrong.
      logPeer("exception", "error", { room: this.roomId, err: error }, "nothing of a failed room is saved");
    }
    await this.disconnect(CLOSE.roomFailed);
  }

  /** The room has hit a bug and is about to end, when this is done or has taken too long; everybody is still in it. */
  protected abstract onFailed(): Promise<void>;
}
