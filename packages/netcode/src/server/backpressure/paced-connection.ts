import type { Client } from "@colyseus/core";

import type { Runtime } from "../../core/runtime.ts";
import { socketOf } from "../connection/socket-of.ts";
import { BackpressureControl, type DeliveryState, type BackpressureLevel } from "./backpressure-control.ts";
import { DeliveryProgress } from "./delivery-progress.ts";

/** Time between two delivery marks on a connection, in s. */
const MARK_INTERVAL_S = 0.5;

/** One connection of a client: how much its peer has read, and the backpressure level that follows from it. */
export class PacedConnection implements DeliveryState {
  readonly #progress: DeliveryProgress;
  readonly #control = new BackpressureControl();
  /** Spreads the marks of many connections over the interval between them. */
  readonly #phase: number;
  #behindS = 0;

  /** `sentBytes` returns the bytes sent to the client. */
  constructor(client: Client, phase: number, sentBytes: () => number, runtime: Pick<Runtime, "now" | "randomBytes">) {
    this.#phase = phase;
    this.#progress = new DeliveryProgress(socketOf(client), sentBytes, runtime);
  }

  /** Round trip in ms, 0 until it is known. */
  get roundTripMs(): number {
    return this.#progress.roundTripMs;
  }

  /** Bytes that the peer has not acknowledged. */
  get waitingBytes(): number {
    return this.#progress.waitingBytes;
  }

  /** Time in s by which the peer is behind, beyond the normal delay of its connection. */
  get behindS(): number {
    return this.#behindS;
  }

  get level(): BackpressureLevel {
    return this.#control.level;
  }

  /** Updates delay and level after a tick of `dt` s. */
  advance(tick: number, dt: number): void {
    const progress = this.#progress;
    progress.advance(tick);
    if ((tick + this.#phase) % Math.round(MARK_INTERVAL_S / dt) === 0) progress.mark();
    this.#behindS = progress.behindTicks * dt;
    this.#control.judge(tick * dt, this);
  }
}
