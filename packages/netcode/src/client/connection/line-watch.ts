import { CloseCode, type Room } from "@colyseus/sdk";

/** The server sends a patch every tick: this long without one, and the line is dead, whatever TCP still hopes. */
const SILENCE_MS = 2000;
/** A try to come back that has not got through by now never will. */
const ATTEMPT_MS = 2000;
const FIRST_RETRY_MS = 100;
const RETRY_MS = 500;
/** Longer than the server holds a body, with what the tries themselves take. */
const RETRIES = 75;

/**
 * Notices a dead line before the system does, and keeps the SDK's reconnection at it. A switch of networks leaves a
 * socket that is open and silent; a dead network leaves tries that neither succeed nor fail.
 */
export class LineWatch {
  readonly #room: Pick<Room, "reconnection" | "connection">;
  #heardAt = performance.now();
  #attempt = { number: 0, since: 0 };

  constructor(room: Pick<Room, "reconnection" | "connection">) {
    this.#room = room;
    const { reconnection } = room;
    reconnection.minUptime = 0;
    reconnection.maxRetries = RETRIES;
    reconnection.backoff = (attempt) => (attempt === 1 ? FIRST_RETRY_MS : RETRY_MS);
  }

  /** Something came from the server. */
  hear(): void {
    this.#heardAt = performance.now();
  }

  /** To be called every frame. */
  check(): void {
    const now = performance.now();
    const { reconnection, connection } = this.#room;
    if (!reconnection.isReconnecting) {
      if (now - this.#heardAt > SILENCE_MS && connection.isOpen) connection.close(CloseCode.MAY_TRY_RECONNECT);
      return;
    }
    this.hear();
    if (this.#attempt.number !== reconnection.retryCount) {
      this.#attempt = { number: reconnection.retryCount, since: now };
    } else if (!connection.isOpen && now - this.#attempt.since > ATTEMPT_MS) {
      this.#attempt.since = now;
      connection.close();
    }
  }
}
