import { CloseCode, type Room } from "@colyseus/sdk";

import type { Runtime } from "../../core/runtime.ts";

/**
 * The server sends a patch every tick. After this much silence the connection is dead, even if TCP has not noticed
 * it.
 */
const SILENCE_MS = 2000;
/** A reconnection attempt that has not succeeded by now will not succeed. */
const ATTEMPT_MS = 2000;
const FIRST_RETRY_MS = 100;
const RETRY_MS = 500;
/** Enough attempts to outlast the server's hold on the body, with the time that the attempts themselves take. */
const RETRIES = 75;
/**
 * No server holds a body for longer than this. On a network where attempts never fail, all retries would take minutes.
 */
const HOPELESS_MS = 40_000;

/**
 * Detects a dead connection before the operating system does, and triggers the SDK's reconnection. After a switch of
 * networks the socket stays open but silent. On a dead network an attempt neither succeeds nor fails.
 */
export class ConnectionWatch {
  readonly #runtime: Runtime;
  readonly #room: Pick<Room, "reconnection" | "connection">;
  #heardAt: number;
  #attempt = { number: 0, since: 0 };
  /** When the connection was lost; undefined while there is one. */
  #lostAt: number | undefined;

  constructor(runtime: Runtime, room: Pick<Room, "reconnection" | "connection">) {
    this.#runtime = runtime;
    this.#room = room;
    this.#heardAt = runtime.now();
    const { reconnection } = room;
    reconnection.minUptime = 0;
    reconnection.maxRetries = RETRIES;
    reconnection.backoff = (attempt) => (attempt === 1 ? FIRST_RETRY_MS : RETRY_MS);
  }

  /** Call this when a message from the server arrives. */
  receive(): void {
    this.#heardAt = this.#runtime.now();
  }

  /** Call this every frame. */
  check(): void {
    const now = this.#runtime.now();
    const { reconnection, connection } = this.#room;
    if (!reconnection.isReconnecting) {
      this.#lostAt = undefined;
      if (now - this.#heardAt > SILENCE_MS && connection.isOpen) connection.close(CloseCode.MAY_TRY_RECONNECT);
      return;
    }
    this.receive();
    this.#lostAt ??= now;
    if (now - this.#lostAt > HOPELESS_MS) reconnection.maxRetries = 0;
    if (this.#attempt.number !== reconnection.retryCount) {
      this.#attempt = { number: reconnection.retryCount, since: now };
    } else if (!connection.isOpen && now - this.#attempt.since > ATTEMPT_MS) {
      this.#attempt.since = now;
      connection.close();
    }
  }
}
