import {
  CloseCode,
  Room,
  ServerError,
  TimestepException,
  type AuthContext,
  type Client,
  type DefineInputOptions,
  type RoomException,
  type RoomMethodName,
  type RoomOptions,
} from "@colyseus/core";
import type { Schema } from "@colyseus/schema";

import { type Runtime, wait } from "../../core/runtime.ts";
import { Backpressure, type LimitReach } from "../backpressure/backpressure.ts";
import { hangUp, closeConnection } from "../connection/close-connection.ts";
import { socketOf } from "../connection/socket-of.ts";
import { confirmEntry, hasEntered } from "../connection/socket.ts";
import { guardFrames } from "../guards/frame-guard.ts";
import { createInputShape, type InputShape } from "../guards/input-shape.ts";
import { readPlainInputs } from "../input/input-reader.ts";
import { TickLoop } from "../tick/tick-loop.ts";
import { TickMetrics } from "../tick/tick-metrics.ts";
import type { TickPhases } from "../tick/tick-phases.ts";
import { hasReturned, noteReturn, returnTokensOf } from "./return-tokens.ts";

/**
 * Handlers whose failure affects only one message or one join. After any other failure the room's state can't be
 * trusted.
 */
const HARMLESS: ReadonlySet<string> = new Set(["onMessage", "onAuth", "onJoin", "onCreate", "onDispose"]);

/** The longest timer of the platform, in ms: 24 days. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Time limit for a failed room to save its data. */
const LAST_DEEDS_MS = 2000;

/** The reasons for which a room refuses a client without asking the game. */
export type GuardRefusal = "flood" | "malformed";

/** The steps of a room that can throw. */
export type RoomStep = RoomMethodName | "tick" | "onFailed";

/** The places that the framework's room holds, by token. The field is private. */
interface HoldingRoom {
  readonly _reconnections: Record<string, unknown>;
}

/** The framework's method that gives a connection the seat it asks for. The method is private. */
interface EnteredRoom {
  _onJoin(client: Client, context: AuthContext, ...rest: unknown[]): Promise<void>;
}

/** What the rooms of one server share. */
export interface RoomServices {
  readonly runtime: Runtime;
  /** The phases of the rooms' loops. */
  readonly phases: TickPhases;
}

/**
 * A room with a guard in front of its decoders, whose failure does not affect other rooms. In the framework, an
 * exception in a handler or a timer ends the process with all its rooms. `Refusal` is the game's own reasons to
 * refuse a client.
 */
export abstract class SafeRoom<T extends RoomOptions, Refusal extends string = never> extends Room<T> {
  protected readonly runtime: Runtime;
  readonly #phases: TickPhases;
  readonly #refused = new WeakMap<Client, Refusal | GuardRefusal>();
  #failed = false;
  /** Whether the room has a loop of its own, which advances the room's clock. */
  #hasLoop = false;
  /** A room accepts no inputs until it has defined them. */
  #isInput: InputShape = () => false;

  /**
   * The framework constructs rooms without arguments, so a game makes a subclass per server, whose constructor passes
   * the services of that server.
   */
  constructor({ runtime, phases }: RoomServices) {
    super();
    this.runtime = runtime;
    this.#phases = phases;
    guardFrames(this, {
      isRefused: (client) => this.wasRefused(client),
      refuse: (client, why, reason) => this.refuse(client, why, reason),
      refuseLong: (client) => this.refuseLong(client),
      isInput: (frame) => this.#isInput(frame),
    });
    const entered = this as unknown as EnteredRoom;
    const enter = entered._onJoin.bind(this);
    entered._onJoin = async (client, context, ...rest) => {
      this.checkConnection(client, context);
      return enter(client, context, ...rest);
    };
  }

  /**
   * Whether a client may join with this session. The framework asks before it admits a client. A client on a new
   * connection, whose old one still looks alive (a switch of networks sends no goodbye), would have to wait until the
   * old one times out. So the old connection is closed here. The token proves the identity, so nobody else can close
   * it.
   */
  override hasReservedSeat(sessionId: string, reconnectionToken?: string): boolean {
    const stale = reconnectionToken ? this.clients.get(sessionId) : undefined;
    if (stale && reconnectionToken) recognize(stale, reconnectionToken);
    const may = super.hasReservedSeat(sessionId, reconnectionToken);
    if (may && stale && stale.reconnectionToken === reconnectionToken) socketOf(stale).terminate();
    return may;
  }

  /** Returns the session of a client that shows its token; undefined when no place is held for it. */
  override checkReconnectionToken(reconnectionToken: string): ReturnType<Room["checkReconnectionToken"]> {
    for (const client of this.clients) recognize(client, reconnectionToken);
    return super.checkReconnectionToken(reconnectionToken);
  }

  /**
   * Holds the place of a client, as the framework does, for each token that the client may have: its connection may
   * break while it is given a new one.
   */
  override allowReconnection(client: Client, seconds: number | "manual"): ReturnType<Room["allowReconnection"]> {
    const tokens = returnTokensOf(client);
    if (hasReturned(client)) confirmEntry(client);
    const { reconnectionToken } = client;
    const reconnection = super.allowReconnection(client, seconds);
    const { _reconnections: held } = this as unknown as HoldingRoom;
    const others = tokens.filter((token) => token !== reconnectionToken);
    const place = held[reconnectionToken];
    if (place) for (const token of others) held[token] = place;
    const forget = (): void => {
      for (const token of others) delete held[token];
    };
    reconnection.then((returned) => {
      forget();
      noteReturn(returned, tokens);
    }, forget);
    return reconnection;
  }

  /** Handles a bug in this room: it is logged, players are informed, and the room ends. Other rooms continue. */
  override onUncaughtException(error: RoomException, method: RoomStep): void {
    // The handler threw this error on purpose, as the answer to the client's request.
    if (HARMLESS.has(method) && error.cause instanceof ServerError) return;
    this.noteException(error.cause ?? error, method);
    if (HARMLESS.has(method) || this.#failed) return;
    this.#failed = true;
    void this.#end();
  }

  /** Closes a connection for good, with a code and a reason. Its further frames are ignored. */
  protected refuse(client: Client, why: Refusal | GuardRefusal, reason: string): void {
    if (this.#refused.has(client)) return;
    this.#refused.set(client, why);
    this.noteRefusal(client, why, reason);
    // An attacker's connection is closed without reading further.
    const close = why === "flood" || why === "malformed" ? hangUp : closeConnection;
    close(this.runtime, client, this.closeCodeOf(why), reason);
  }

  /** Whether a client has confirmed a join, on this connection or before it returned. */
  protected hasJoined(client: Client): boolean {
    return hasEntered(client) || hasReturned(client);
  }

  /** Whether a leaving client was refused. The session of a refused client is not held. */
  protected wasRefused(client: Client): boolean {
    return this.#refused.has(client);
  }

  /** Returns why a leaving client was refused, or undefined if it was not. */
  protected whyRefused(client: Client): Refusal | GuardRefusal | undefined {
    return this.#refused.get(client);
  }

  /** Runs a step of the room. If it throws, the room ends, and `stop` prevents further steps. */
  protected guard(step: () => void, stop: () => void): void {
    try {
      step();
    } catch (error) {
      stop();
      const cause = error instanceof Error ? error : new Error(String(error));
      this.onUncaughtException(new TimestepException(cause, cause.message), "tick");
    }
  }

  /** Sends the changes of a tick. With a loop of its own, the room's clock advances here and nowhere else. */
  override broadcastPatch(): ReturnType<Room["broadcastPatch"]> {
    if (this.#hasLoop) this.clock.tick();
    return super.broadcastPatch();
  }

  /**
   * Creates the loop that ticks this room. `afterTick` runs after each tick, and its time is not that of the tick. If one
   * of them throws, this room ends, and no other.
   */
  protected createLoop(
    tickRate: number,
    tick: () => void,
    { metrics = new TickMetrics(), afterTick }: { metrics?: TickMetrics; afterTick?: () => void } = {},
  ): TickLoop {
    this.#hasLoop = true;
    // Without a loop of the framework's, it advances the clock every 16 ms by a timer, also while the room rests.
    this.setTimestep(() => {}, LONGEST_TIMER_MS);
    this.patchRate = null;
    const guarded = (step: () => void) => (): void => this.guard(step, () => loop.stop());
    const loop: TickLoop = new TickLoop(tickRate, guarded(tick), {
      metrics,
      runtime: this.runtime,
      phases: this.#phases,
      ...(afterTick && { afterTick: guarded(afterTick) }),
    });
    return loop;
  }

  /**
   * Creates the sender of this room's patches, which come `tickRate` times per second. A client that reads slowly is
   * sent less. A room without areas of interest leaves out `limitReach`.
   */
  protected createBackpressure(tickRate: number, limitReach: LimitReach = () => {}): Backpressure {
    return new Backpressure(this, { runtime: this.runtime, tickRate, limitReach });
  }

  /** Calls the framework's method. From then on only frames with inputs of this type reach the decoder. */
  protected override defineInput<C extends new () => Schema, O extends DefineInputOptions<InstanceType<C>>>(
    type: C,
    options?: O,
  ) {
    this.#isInput = createInputShape(type);
    const inputs = super.defineInput<C, O>(type, options);
    readPlainInputs(this, type);
    return inputs;
  }

  /**
   * Called for each connection before it takes a seat or returns to one. It may come from another address than the
   * request that reserved the seat. An error that is thrown here is the answer, and the seat stays as it is.
   */
  protected checkConnection(_client: Client, _context: AuthContext): void {}

  /** Handles a message that is too long to be checked. The default refuses the sender. */
  protected refuseLong(client: Client): void {
    this.refuse(client, "malformed", "message too long");
  }

  /** Returns the close code for a refused client or for the end of a failed room. */
  protected closeCodeOf(_why: Refusal | GuardRefusal | "failed"): number {
    return CloseCode.WITH_ERROR;
  }

  /** Called before a client is refused, for logs and counters. */
  protected noteRefusal(_client: Client, _why: Refusal | GuardRefusal, _reason: string): void {}

  /** Called when a step of this room has thrown. The default logs to stderr. */
  protected noteException(error: unknown, method: RoomStep): void {
    console.error(`exception in room ${this.roomId}, ${method}:`, error);
  }

  /**
   * Called when the room has hit a bug, while its clients are still in it. The room ends when this is done, or after
   * the time limit.
   */
  protected async onFailed(): Promise<void> {}

  async #end(): Promise<void> {
    try {
      await Promise.race([this.onFailed(), wait(this.runtime, LAST_DEEDS_MS)]);
    } catch (error) {
      // The state can't be trusted: the data to save may be what is wrong.
      this.noteException(error, "onFailed");
    }
    await this.disconnect(this.closeCodeOf("failed"));
  }
}

/** Lets a client that has not confirmed its return take its place again with any token that it may have. */
function recognize(client: Client, token: string): void {
  if (returnTokensOf(client).includes(token)) client.reconnectionToken = token;
}
