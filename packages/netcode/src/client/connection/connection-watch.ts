import { CloseCode, type Room } from "@colyseus/sdk";

import type { Runtime } from "../../core/runtime.ts";

/**
 * The server sends a patch every tick. After this much silence the connection is dead, even if TCP has not noticed
 * it.
 */
const SILENCE_MS = 2000;
/** A reconnection attempt that has not succeeded by now will not succeed, on a network and a server that are there. */
const ATTEMPT_MS = 2000;
/**
 * From the third attempt on each gets this much more. A server or a program that is short of processor time answers
 * later than that, and would never be reached by attempts that all end too early.
 */
const MORE_MS = 1000;
const LONGEST_ATTEMPT_MS = 6000;
const FIRST_RETRY_MS = 100;
const RETRY_MS = 500;
/**
 * Two checks that are farther apart mean that the program stood still: the tab was hidden, or a task took long. What
 * has arrived meanwhile waits to be read, so the rest of the gap is no silence of the server.
 */
const LONGEST_GAP_MS = 250;

/**
 * Detects a dead connection before the operating system does, and triggers the SDK's reconnection. After a switch of
 * networks the socket stays open but silent. On a dead network an attempt neither succeeds nor fails.
 */
export class ConnectionWatch {
  readonly #runtime: Runtime;
  readonly #room: Pick<Room, "reconnection" | "connection">;
  readonly #holdMs: number;
  #checkedAt: number;
  #silentMs = 0;
  /** When the connection was lost; undefined while there is one. */
  #lostAt: number | undefined;
  #attempt = { number: 0, ms: 0 };

  /** The client tries to come back for `holdMs`: as long as the server holds the seat of a client that is gone. */
  constructor(
    runtime: Runtime,
    room: Pick<Room, "reconnection" | "connection">,
    { holdMs }: { readonly holdMs: number },
  ) {
    this.#runtime = runtime;
    this.#room = room;
    this.#holdMs = holdMs;
    this.#checkedAt = runtime.now();
    const { reconnection } = room;
    reconnection.minUptime = 0;
    reconnection.maxRetries = Infinity;
    reconnection.backoff = (attempt) => (attempt === 1 ? FIRST_RETRY_MS : RETRY_MS);
  }

  /** Call this when a message from the server arrives. */
  receive(): void {
    this.#silentMs = 0;
  }

  /** Call this every frame. */
  check(): void {
    const now = this.#runtime.now();
    const passed = Math.min(now - this.#checkedAt, LONGEST_GAP_MS);
    this.#checkedAt = now;
    if (this.#room.reconnection.isReconnecting) this.#checkAttempt(now, passed);
    else this.#checkSilence(passed);
  }

  #checkSilence(passed: number): void {
    this.#lostAt = undefined;
    this.#silentMs += passed;
    const { connection } = this.#room;
    if (this.#silentMs > SILENCE_MS && connection.isOpen) connection.close(CloseCode.MAY_TRY_RECONNECT);
  }

  #checkAttempt(now: number, passed: number): void {
    const { reconnection, connection } = this.#room;
    this.#silentMs = 0;
    this.#lostAt ??= now;
    const isTooLate = now - this.#lostAt > this.#holdMs;
    // The SDK gives up when the attempt fails that is under way.
    if (isTooLate) reconnection.maxRetries = 0;
    if (this.#attempt.number !== reconnection.retryCount) this.#attempt = { number: reconnection.retryCount, ms: 0 };
    this.#attempt.ms += passed;
    if (connection.isOpen || !(isTooLate || this.#attempt.ms > attemptMs(this.#attempt.number))) return;
    this.#attempt.ms = 0;
    connection.close();
  }
}

/** How long an attempt may take, in ms; the first has number 1. */
const attemptMs = (number: number): number =>
  Math.min(LONGEST_ATTEMPT_MS, ATTEMPT_MS + Math.max(0, number - 2) * MORE_MS);
