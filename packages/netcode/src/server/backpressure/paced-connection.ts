import type { Client } from "@colyseus/core";

import { socketOf } from "../connection/socket.ts";
import { BackpressureControl, type DeliveryState, type BackpressureLevel } from "./backpressure-control.ts";
import { DeliveryProgress } from "./delivery-progress.ts";

/** Between two marks on a line, in s. */
const MARK_INTERVAL_S = 0.5;

/** One connection of a client, how far its peer has got, and what it is sent because of that. */
export class PacedConnection implements DeliveryState {
  readonly #progress: DeliveryProgress;
  readonly #control = new BackpressureControl();
  /** Spreads the marks of many lines over the interval between them. */
  readonly #phase: number;
  #behindS = 0;

  /** `sentBytes` counts what the client has been given. */
  constructor(client: Client, phase: number, sentBytes: () => number) {
    this.#phase = phase;
    this.#progress = new DeliveryProgress(socketOf(client), sentBytes);
  }

  /** Round trip in ms, 0 until it is known. */
  get roundTripMs(): number {
    return this.#progress.roundTripMs;
  }

  /** Bytes the peer has not proven to have read. */
  get waitingBytes(): number {
    return this.#progress.waitingBytes;
  }

  /** How much further behind the peer is than its line takes, in s. */
  get behindS(): number {
    return this.#behindS;
  }

  get level(): BackpressureLevel {
    return this.#control.level;
  }

  /** Takes in how the peer has got on by a tick of `dt` s. */
  advance(tick: number, dt: number): void {
    const progress = this.#progress;
    progress.advance(tick);
    if ((tick + this.#phase) % Math.round(MARK_INTERVAL_S / dt) === 0) progress.mark();
    this.#behindS = progress.behindTicks * dt;
    this.#control.judge(tick * dt, this);
  }
}
