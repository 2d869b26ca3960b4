import type { Timer } from "../../core/runtime.ts";
import { Candidate } from "./candidate.ts";
import { proveWebSocket } from "./prove-web-socket.ts";
import type { TransportEnd, TransportMessage } from "./sdk-transport.ts";
import type { Target } from "./target.ts";

/** When a connection over HTTP looks for a WebSocket to take its place, in ms; then after twice as long, and so on. */
const FIRST_LOOK_MS = 10_000;
const MAX_LOOK_MS = 60_000;
/** How long the new connection may take until the server answers on it, in ms. */
const CHANGE_LIMIT_MS = 2000;

export interface ReturnOwner {
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
  readonly #target: Target;
  readonly #owner: ReturnOwner;
  #looking: Timer | undefined;
  #limit: Timer | undefined;
  #successor: Candidate | undefined;
  /** The server ends the old connection when its successor arrives. */
  #end: TransportEnd | undefined;
  #isOver = false;

  constructor(target: Target, owner: ReturnOwner) {
    this.#target = target;
    this.#owner = owner;
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
    const { runtime } = this.#target.choice;
    this.#looking = runtime.setTimeout(() => void this.#look(ms), ms, { background: true });
  }

  async #look(waitedMs: number): Promise<void> {
    const { choice, WebSocketClass, url, token } = this.#target;
    const passes = await proveWebSocket(choice.runtime, WebSocketClass, url);
    if (this.#isOver) return;
    if (passes) choice.succeed("websocket");
    const shown = token();
    if (!passes) this.#lookLater(Math.min(MAX_LOOK_MS, waitedMs * 2));
    else if (shown !== undefined) this.#change(shown);
  }

  #change(token: string): void {
    const { choice, WebSocketClass, headers } = this.#target;
    const { runtime } = choice;
    const url = new URL(this.#target.url);
    url.searchParams.set("reconnectionToken", token);
    url.searchParams.set("skipHandshake", "1");
    const successor = new Candidate("websocket", {
      onAnswered: (_, message) => {
        this.#successor = undefined;
        this.stop();
        this.#owner.onChange(successor, message);
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
    if (this.#end) this.#owner.onEnd(this.#end);
    else this.#lookLater(MAX_LOOK_MS);
  }
}
