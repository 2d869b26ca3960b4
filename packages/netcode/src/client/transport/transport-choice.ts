import type { Runtime } from "../../core/runtime.ts";

/** Transports that a program may use: the one that works, or one only. */
export type TransportMode = "auto" | "ws" | "http";
export type TransportName = "websocket" | "http";

/** What was tried without success. The texts are for programmers. */
export interface Tried {
  webSocket?: string;
  http?: string;
}

/** Remembers over a reload until when WebSockets need not be tried first, in ms since 1970. */
export interface ChoiceMemory {
  read(): number;
  write(until: number): void;
}

/** How long a page begins with HTTP after WebSockets did not work, in ms. */
const REMEMBERED_MS = 10 * 60_000;
const NO_MEMORY: ChoiceMemory = { read: () => 0, write: () => {} };

/** Which transport a program tries first towards one server. The connections to all its rooms share what they learn. */
export class TransportChoice {
  readonly runtime: Runtime;
  readonly mode: TransportMode;
  readonly #memory: ChoiceMemory;
  #hasWebSocketWorked = false;
  #prefersHttp: boolean;

  constructor(
    runtime: Runtime,
    { mode = "auto", memory = NO_MEMORY }: { mode?: TransportMode; memory?: ChoiceMemory } = {},
  ) {
    this.runtime = runtime;
    this.mode = mode;
    this.#memory = memory;
    this.#prefersHttp = memory.read() > runtime.wallTime();
  }

  /** The transport to begin with. */
  get first(): TransportName {
    if (this.mode !== "auto") return this.mode === "ws" ? "websocket" : "http";
    return this.#prefersHttp ? "http" : "websocket";
  }

  /** Whether the other transport may be tried when the first does not work. */
  get mayChange(): boolean {
    return this.mode === "auto";
  }

  /** A transport has brought an answer of the server. */
  succeed(transport: TransportName): void {
    this.#prefersHttp = transport === "http";
    if (transport === "websocket") {
      this.#hasWebSocketWorked = true;
      this.#memory.write(0);
      // Where WebSockets have worked, a restart of the server must not leave everybody on HTTP.
    } else if (this.mayChange && !this.#hasWebSocketWorked) this.#memory.write(this.runtime.wallTime() + REMEMBERED_MS);
  }

  /** A transport did not work, so the next attempt begins with the other one. */
  fail(transport: TransportName): void {
    this.#prefersHttp = transport === "websocket";
  }
}
