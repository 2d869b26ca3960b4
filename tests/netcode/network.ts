import type { Link, LinkOptions, WebSocketFate } from "@fray/netcode/testing";

import type { VirtualServer } from "../support/virtual-server.ts";

/** One client's own way to the server, in virtual time. */
export class Network {
  /** Where the client dials the server. */
  readonly endpoint: string;
  readonly #link: Link;

  constructor(server: VirtualServer, options: LinkOptions) {
    const { endpoint, link } = server.dial(options);
    this.endpoint = endpoint;
    this.#link = link;
  }

  /** Changes what happens to WebSockets from now on, and nothing else. */
  set webSockets(webSockets: WebSocketFate) {
    this.#link.options = { ...this.#link.options, webSockets };
  }

  set line(options: LinkOptions) {
    this.#link.options = options;
  }

  /** Number of open connections. */
  get connections(): number {
    return this.#link.connections;
  }

  /** Nothing arrives, either way, for `ms`; then everything does, as after a lost packet. */
  stall(ms: number): void {
    this.#link.stall(ms);
  }

  /** Breaks every connection and lets no new one through until `restore`. */
  cut(): void {
    this.#link.cut();
  }

  restore(): void {
    this.#link.restore();
  }

  /** Breaks the open WebSockets. */
  breakWebSockets(): void {
    this.#link.breakWebSockets();
  }

  /** Silences all open connections permanently without closing them, as a switch of networks does. */
  switchOver(): void {
    this.#link.silence();
  }
}
