import type { Timer } from "../../core/runtime.ts";
import { Candidate } from "./candidate.ts";
import { proveWebSocket } from "./prove-web-socket.ts";
import type { SdkTransportClass, TransportEnd, TransportMessage } from "./sdk-transport.ts";
import type { TransportChoice } from "./transport-choice.ts";

/** When a connection over HTTP looks for a WebSocket to take its place, in ms; then after twice as long, and so on. */
const FIRST_LOOK_MS = 10_000;
const MAX_LOOK_MS = 60_000;
/** How long the new connection may take until the server answers on it, in ms. */
const CHANGE_LIMIT_MS = 2000;

interface Surroundings {
  readonly choice: TransportChoice;
  readonly WebSocketClass: SdkTransportClass;
  /** The address of the room's WebSocket, and the headers for it. */
  readonly url: string;
  readonly headers: unknown;
  /** The token with which the client takes its place again; undefined when it can't. */
  readonly token: () => string | undefined;
  /** The server has answered on the new connection with this message. */
  onChange(successor: Candidate, message: TransportMessage): void;
  /** The connection over HTTP has ended, and no successor is there. */
  onEnd(end: TransportEnd): void;
}

/**
 * Looks for WebSockets beside a connection over HTTP, and lets one take its place. The one over HTTP is used until the
 * server has answered on the new one.
 */
export class ReturnToWebSocket {
  readonly #around: Surroundings;
  #looking: Timer | undefined;
  #limit: Timer | undefined;
  #successor: Candidate | undefined;
  /** The server ends the old connection when its successor arrives. */
  #end: TransportEnd | undefined;
  #isOver = false;

  constructor(around: Surroundings) {
    this.#around = around;
    this.#lookLater(FIRST_LOOK_MS);
  }

  /** The connection over HTTP has ended. Returns false when nothing takes its place. */
  keep(end: TransportEnd): boolean {
    this.#end ??= end;
    return this.#successor !== undefined;
  }

  stop(): void {
    this.#isOver = true;
    this.#looking?.cancel();
    this.#limit?.cancel();
    this.#successor?.drop();
  }

  #lookLater(ms: number): void {
    const { runtime } = this.#around.choice;
    this.#looking = runtime.setTimeout(() => void this.#look(ms), ms, { background: true });
  }

  async #look(waitedMs: number): Promise<void> {
    const { choice, WebSocketClass, url, token } = this.#around;
    const passes = await proveWebSocket(choice.runtime, WebSocketClass, url);
    if (this.#isOver) return;
    if (passes) choice.succeed("websocket");
    const shown = token();
    if (!passes) this.#lookLater(Math.min(MAX_LOOK_MS, waitedMs * 2));
    else if (shown !== undefined) this.#change(shown);
  }

  #change(token: string): void {
    const { choice, WebSocketClass, headers } = this.#around;
    const { runtime } = choice;
    const url = new URL(this.#around.url);
    url.searchParams.set("reconnectionToken", token);
    url.searchParams.set("skipHandshake", "1");
    const successor = new Candidate("websocket", {
      onAnswered: (_, message) => {
        this.#successor = undefined;
        this.stop();
        this.#around.onChange(successor, message);
      },
      onFailed: () => this.#giveUp(),
    });
    this.#limit = runtime.setTimeout(() => this.#giveUp(), CHANGE_LIMIT_MS);
    this.#successor = successor;
    successor.start(
      (events) => new WebSocketClass(events),
      (transport) => transport.connect(url.href, headers),
      () => runtime.now(),
    );
  }

  #giveUp(): void {
    if (!this.#successor) return;
    this.#limit?.cancel();
    this.#successor.drop();
    this.#successor = undefined;
    if (this.#end) this.#around.onEnd(this.#end);
    else this.#lookLater(MAX_LOOK_MS);
  }
}
