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
  /** Hears what becomes of it. */
  owner: Owner;
  #heir: SdkEvents | undefined;
  #onEnd: ((end: TransportEnd) => void) | undefined;
  #transport: SdkTransport | undefined;
  #openedAt: number | undefined;
  #end: TransportEnd | undefined;
  #isOver = false;

  constructor(name: TransportName, owner: Owner) {
    this.name = name;
    this.owner = owner;
  }

  /** The transport itself, once it is there. */
  get transport(): SdkTransport | undefined {
    return this.#transport;
  }

  /** When it was opened, in ms; undefined while it is not open. */
  get openedAt(): number | undefined {
    return this.#openedAt;
  }

  /** How it has failed; undefined while it has not. */
  get end(): TransportEnd | undefined {
    return this.#end;
  }

  /** Begins. `create` makes the transport, and `now` returns the time in ms. */
  start(
    create: (events: SdkEvents) => SdkTransport,
    connect: (transport: SdkTransport) => void,
    now: () => number,
  ): void {
    if (this.#isOver) return;
    const events: SdkEvents = {
      onopen: () => (this.#openedAt = now()),
      onmessage: (message: TransportMessage) =>
        this.#heir ? this.#heir.onmessage?.(message) : this.#isOver || this.owner.onAnswered(this, message),
      // An error comes together with a close.
      onerror: () => {},
      onclose: (end: TransportEnd) => (this.#onEnd ? this.#onEnd(end) : this.fail(end)),
    };
    const transport = create(events);
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
    this.#end = end;
    this.owner.onFailed(this, end);
  }

  /** From now on `events` hears of messages, and `onEnd` of the end. */
  hand(events: SdkEvents, onEnd: (end: TransportEnd) => void): void {
    this.#heir = events;
    this.#onEnd = onEnd;
  }

  /** Closes it, and tells nobody. */
  drop(): void {
    this.#isOver = true;
    this.#heir = this.#onEnd = undefined;
    const transport: (SdkTransport & Partial<Abandonable>) | undefined = this.#transport;
    if (transport?.abandon) transport.abandon();
    else transport?.close();
  }
}
