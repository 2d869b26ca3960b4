import {
  CloseCode,
  Room,
  ServerError,
  TimestepException,
  type Client,
  type DefineInputOptions,
  type RoomException,
  type RoomMethodName,
  type RoomOptions,
} from "@colyseus/core";
import type { Schema } from "@colyseus/schema";
import { setTimeout as delay } from "node:timers/promises";

import { hangUp, closeConnection } from "../connection/close-connection.ts";
import { socketOf } from "../connection/socket.ts";
import { guardFrames } from "../guards/frame-guard.ts";
import { createInputShape, type InputShape } from "../guards/input-shape.ts";
import { TickLoop } from "../tick/tick-loop.ts";
import { TickMetrics } from "../tick/tick-metrics.ts";

/** Handlers whose failure is that of one message or join; after any other the room's state can't be trusted. */
const HARMLESS: ReadonlySet<string> = new Set(["onMessage", "onAuth", "onJoin", "onCreate", "onDispose"]);

/** What a room that fails may take to save what it can. */
const LAST_DEEDS_MS = 2000;

/** The reasons for which a room refuses a client by itself. */
export type GuardRefusal = "flood" | "malformed";

/** The steps of a room that can throw. */
export type RoomStep = RoomMethodName | "tick" | "onFailed";

/**
 * A room with a guard in front of its decoders, and with an end that stays its own. As shipped, an exception from a handler or a
 * timer ends the process, and every other room with it. `Refusal` are the game's own reasons to refuse a client.
 */
export abstract class SafeRoom<T extends RoomOptions, Refusal extends string = never> extends Room<T> {
  readonly #refused = new WeakMap<Client, Refusal | GuardRefusal>();
  #failed = false;
  /** A room takes no inputs until it has defined them. */
  #isInput: InputShape = () => false;

  constructor() {
    super();
    guardFrames(this, {
      isRefused: (client) => this.wasRefused(client),
      refuse: (client, why, reason) => this.refuse(client, why, reason),
      refuseLong: (client) => this.refuseLong(client),
      isInput: (frame) => this.#isInput(frame),
    });
  }

  /**
   * Whether a client may take a seat; the framework asks before it lets one in. A client that is back on a new connection while
   * the old one still looks alive (a switch of networks says no goodbye) would have to wait until that is found dead: it is cut
   * off here. The token is the proof, so nobody else can do that to it.
   */
  override hasReservedSeat(sessionId: string, reconnectionToken?: string): boolean {
    const may = super.hasReservedSeat(sessionId, reconnectionToken);
    const stale = reconnectionToken ? this.clients.get(sessionId) : undefined;
    if (may && stale && stale.reconnectionToken === reconnectionToken) socketOf(stale).terminate();
    return may;
  }

  /** A bug in this room: it is noted, players are told and the room ends. Other rooms go on. */
  override onUncaughtException(error: RoomException, method: RoomStep): void {
    // Thrown on purpose, it is the answer to the client that asked.
    if (HARMLESS.has(method) && error.cause instanceof ServerError) return;
    this.noteException(error.cause ?? error, method);
    if (HARMLESS.has(method) || this.#failed) return;
    this.#failed = true;
    void this.#end();
  }

  /** Closes one connection for good, with a code and a reason. Its frames are ignored from now on. */
  protected refuse(client: Client, why: Refusal | GuardRefusal, reason: string): void {
    if (this.#refused.has(client)) return;
    this.#refused.set(client, why);
    this.noteRefusal(client, why, reason);
    // Nothing more is read from a peer that attacks.
    const close = why === "flood" || why === "malformed" ? hangUp : closeConnection;
    close(client, this.closeCodeOf(why), reason);
  }

  /** Whether a client that leaves was refused: its seat is not held. */
  protected wasRefused(client: Client): boolean {
    return this.#refused.has(client);
  }

  /** Why a client that leaves was refused, if it was. */
  protected whyRefused(client: Client): Refusal | GuardRefusal | undefined {
    return this.#refused.get(client);
  }

  /** Runs a step of the room. One that throws is its last: `stop` keeps further ones from being called. */
  protected guard(step: () => void, stop: () => void): void {
    try {
      step();
    } catch (error) {
      stop();
      const cause = error instanceof Error ? error : new Error(String(error));
      this.onUncaughtException(new TimestepException(cause, cause.message), "tick");
    }
  }

  /** Makes the loop that ticks this room. A tick that throws is the last one of the room, and of no other. */
  protected createLoop(tickRate: number, tick: () => void, metrics = new TickMetrics()): TickLoop {
    const loop: TickLoop = new TickLoop(tickRate, () => this.guard(tick, () => loop.stop()), metrics);
    return loop;
  }

  /** The framework's own, and from now on only frames that are inputs of that type reach the decoder. */
  protected override defineInput<C extends new () => Schema, O extends DefineInputOptions<InstanceType<C>>>(
    type: C,
    options?: O,
  ) {
    this.#isInput = createInputShape(type);
    return super.defineInput<C, O>(type, options);
  }

  /** Answers a message that is too long to be looked into. By default its sender is refused. */
  protected refuseLong(client: Client): void {
    this.refuse(client, "malformed", "message too long");
  }

  /** The code that a connection is closed with, for a refused client or the end of a failed room. */
  protected closeCodeOf(_why: Refusal | GuardRefusal | "failed"): number {
    return CloseCode.WITH_ERROR;
  }

  /** A client is about to be refused. For logs and counters. */
  protected noteRefusal(_client: Client, _why: Refusal | GuardRefusal, _reason: string): void {}

  /** Something has thrown in this room. By default it goes to the error output. */
  protected noteException(error: unknown, method: RoomStep): void {
    console.error(`exception in room ${this.roomId}, ${method}:`, error);
  }

  /** The room has hit a bug and ends when this is done or has taken too long; everybody is still in it. */
  protected async onFailed(): Promise<void> {}

  async #end(): Promise<void> {
    try {
      await Promise.race([this.onFailed(), delay(LAST_DEEDS_MS)]);
    } catch (error) {
      // Its state can't be trusted: what was to be saved may be what is wrong.
      this.noteException(error, "onFailed");
    }
    await this.disconnect(this.closeCodeOf("failed"));
  }
}
