import type { Runtime } from "../../core/runtime.ts";

/** How long a message may take to arrive. The longest legal frame takes this long at 50 kbit/s. */
const LIMIT_MS = 10_000;
/** Time until a peer that ignores the close frame is terminated. */
const GOODBYE_MS = 500;
/** RFC 6455, 7.4.1: "policy violation". */
const POLICY_VIOLATION = 1008;
/** The state of a `ws` receiver that waits for the next frame. */
const BETWEEN_FRAMES = 0;

/** A `ws` socket with its private fields about the message that is arriving. */
export interface ReceivingSocket {
  readonly _receiver?: {
    readonly _state: number;
    readonly _fragmented: number;
    readonly _bufferedBytes: number;
  } | null;
  on(event: "message" | "error" | "close", listener: () => void): unknown;
  close(code: number, reason: string): void;
  terminate(): void;
}

/**
 * Ends connections that begin a message and do not finish it. `ws` keeps the fragments until the message is complete,
 * and pings in between are answered, so nothing else would end them. A connection that `ws` closes because of too
 * many fragments is terminated as soon: `ws` itself would wait 30 s for the peer's close frame.
 */
export class UnfinishedMessages {
  readonly #runtime: Runtime;
  /** Sockets in the middle of a message, and the time in ms at which the unfinished message was first seen. */
  readonly #since = new Map<ReceivingSocket, number>();
  readonly #sockets = new Set<ReceivingSocket>();

  constructor(runtime: Runtime) {
    this.#runtime = runtime;
  }

  watch(socket: ReceivingSocket): void {
    this.#sockets.add(socket);
    socket.on("message", () => this.#since.delete(socket));
    socket.on("error", () => this.#cutOffSoon(socket));
    socket.on("close", () => {
      this.#sockets.delete(socket);
      this.#since.delete(socket);
    });
  }

  /** Checks all sockets. Call it about once a second. */
  check(): void {
    const now = this.#runtime.now();
    for (const socket of this.#sockets) {
      if (!isInMessage(socket)) {
        this.#since.delete(socket);
        continue;
      }
      const since = this.#since.get(socket);
      if (since === undefined) this.#since.set(socket, now);
      else if (now - since > LIMIT_MS) this.#end(socket);
    }
  }

  #end(socket: ReceivingSocket): void {
    this.#sockets.delete(socket);
    this.#since.delete(socket);
    socket.close(POLICY_VIOLATION, "unfinished message");
    this.#cutOffSoon(socket);
  }

  #cutOffSoon(socket: ReceivingSocket): void {
    const cutOff = this.#runtime.setTimeout(() => socket.terminate(), GOODBYE_MS, { background: true });
    socket.on("close", () => cutOff.cancel());
  }
}

function isInMessage({ _receiver: receiver }: ReceivingSocket): boolean {
  if (!receiver) return false;
  return receiver._state !== BETWEEN_FRAMES || receiver._fragmented !== 0 || receiver._bufferedBytes > 0;
}
