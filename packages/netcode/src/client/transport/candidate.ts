import { Protocol } from "@colyseus/sdk";

import type { Abandonable, SdkEvents, SdkTransport, TransportEnd, TransportMessage } from "./sdk-transport.ts";
import type { TransportName } from "./transport-choice.ts";

interface Owner {
  /** The server has answered with this message. */
  onAnswered(candidate: Candidate, message: TransportMessage): void;
  /** There is no connection, or it has ended before the server has answered. */
  onFailed(candidate: Candidate, end: TransportEnd): void;
}

/** A connection that is being tried. It counts when the server has answered, which an open one alone does not prove. */
export class Candidate {
  readonly name: TransportName;
  readonly #owner: Owner;
  readonly #events: SdkEvents = {};
  #transport: SdkTransport | undefined;
  #openedAt: number | undefined;
  #isOver = false;

  constructor(name: TransportName, owner: Owner) {
    this.name = name;
    this.#owner = owner;
  }

  /** The transport itself, once it is there. */
  get transport(): SdkTransport | undefined {
    return this.#transport;
  }

  /** When it was opened, in ms; undefined while it is not open. */
  get openedAt(): number | undefined {
    return this.#openedAt;
  }

  /** Begins. `create` makes the transport, and `now` returns the time in ms. */
  start(
    create: (events: SdkEvents) => SdkTransport,
    connect: (transport: SdkTransport) => void,
    now: () => number,
  ): void {
    if (this.#isOver) return;
    Object.assign(this.#events, {
      onopen: () => (this.#openedAt = now()),
      onmessage: (message: TransportMessage) => this.#owner.onAnswered(this, message),
      // An error comes together with a close.
      onerror: () => {},
      onclose: (end: TransportEnd) => this.fail(end),
    });
    const transport = create(this.#events);
    try {
      connect(transport);
      this.#transport = transport;
    } catch (error) {
      // Where WebSockets are forbidden or missing, the constructor throws.
      this.fail({ code: 1006, reason: String(error) });
    }
  }

  fail(end: TransportEnd): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#owner.onFailed(this, end);
  }

  /** From now on `events` hears of everything that happens. */
  hand(events: SdkEvents): void {
    Object.assign(this.#events, {
      onopen: undefined,
      onmessage: (message: TransportMessage) => events.onmessage?.(message),
      onerror: (error: unknown) => events.onerror?.(error),
      onclose: (end: TransportEnd) => events.onclose?.(end),
    });
  }

  /** Closes it, and tells nobody. */
  drop(): void {
    this.#isOver = true;
    Object.assign(this.#events, { onopen: undefined, onmessage: undefined, onerror: undefined, onclose: undefined });
    const transport: (SdkTransport & Partial<Abandonable>) | undefined = this.#transport;
    if (transport?.abandon) transport.abandon();
    else transport?.close();
  }
}

/** Whether the server refuses a seat with this message. */
export const isRefusal = ({ data }: TransportMessage): boolean => new Uint8Array(data)[0] === Protocol.ERROR;
