/** How long a message may take to arrive; a frame of the longest there may be takes so long at 50 kbit/s. */
const LIMIT_MS = 10_000;
/** A peer that ignores being told so is cut off. */
const GOODBYE_MS = 500;
/** RFC 6455, 7.4.1: "policy violation". */
const POLICY_VIOLATION = 1008;
/** How `ws` calls waiting for the next frame. */
const BETWEEN_FRAMES = 0;

/** A `ws` socket, with what it keeps to itself of the message that is arriving. */
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
 * Ends connections on which a message is begun and not finished: its parts are kept until it is, and pings in between are
 * answered, so that nothing else would ever end them. One that `ws` gives up, for a message in too many parts, is cut off as
 * soon: by itself it waits half a minute for the peer's goodbye.
 */
export class UnfinishedMessages {
  /** Sockets in the middle of a message, and since when, as far as was seen, in ms. */
  readonly #since = new Map<ReceivingSocket, number>();
  readonly #sockets = new Set<ReceivingSocket>();

  watch(socket: ReceivingSocket): void {
    this.#sockets.add(socket);
    socket.on("message", () => this.#since.delete(socket));
    socket.on("error", () => cutOffSoon(socket));
    socket.on("close", () => {
      this.#sockets.delete(socket);
      this.#since.delete(socket);
    });
  }

  /** Looks at all of them at `now`; to be called every second or so. */
  check(now: number): void {
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
    cutOffSoon(socket);
  }
}

function cutOffSoon(socket: ReceivingSocket): void {
  const cutOff = setTimeout(() => socket.terminate(), GOODBYE_MS).unref();
  socket.on("close", () => clearTimeout(cutOff));
}

function isInMessage({ _receiver: receiver }: ReceivingSocket): boolean {
  if (!receiver) return false;
  return receiver._state !== BETWEEN_FRAMES || receiver._fragmented !== 0 || receiver._bufferedBytes > 0;
}
