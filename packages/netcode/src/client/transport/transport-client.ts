import { Client, type ClientOptions, type JoinOptions, type Room } from "@colyseus/sdk";

import { systemRuntime } from "../../core/runtime.ts";
import { ChoosingTransport } from "./choosing-transport.ts";
import { TransportChoice } from "./transport-choice.ts";

/** The SDK's client, whose rooms use a WebSocket or HTTP, whichever passes. */
export class TransportClient extends Client {
  readonly #choice: TransportChoice;
  #transport: ChoosingTransport | undefined;

  /** Clients of one program that share a `choice` learn from each other. */
  constructor(endpoint: string, choice = new TransportChoice(systemRuntime), options?: ClientOptions) {
    super(endpoint, options);
    this.#choice = choice;
  }

  /** The transport of the room that was joined last, or is being joined. */
  get transport(): ChoosingTransport | undefined {
    return this.#transport;
  }

  protected override createRoom<State>(name: string, state?: new () => State): Room<unknown, State> {
    const room = super.createRoom<State>(name, state);
    let connection: Room["connection"] | undefined;
    // The room makes its connection later, with a transport of its own.
    Object.defineProperty(room, "connection", {
      configurable: true,
      enumerable: true,
      get: () => connection,
      set: (next: Room["connection"]) => {
        const token = (): string | undefined =>
          room.reconnection.enabled ? room.reconnectionToken?.split(":")[1] : undefined;
        this.#transport = new ChoosingTransport(next.transport, next.events, this.#choice, token);
        next.transport = this.#transport;
        connection = next;
      },
    });
    return room;
  }

  /** A seat that was taken by a WebSocket on which nothing arrives is of no use, so another one is asked for. */
  protected override async createMatchMakeRequest<State>(
    method: string,
    roomName: string,
    options?: JoinOptions,
    state?: new () => State,
  ): Promise<Room<unknown, State>> {
    try {
      return await super.createMatchMakeRequest<State>(method, roomName, options, state);
    } catch (error) {
      if (!this.#transport?.isSeatLost) throw error;
      return super.createMatchMakeRequest<State>(method, roomName, options, state);
    }
  }
}

/**
 * Returns the depth of the server's input queue by which a client sets its pace. `depth` is what the server reports: 0
 * when an input came too late. Of inputs that leave in bundles some do, and to send them earlier would make all wait.
 */
export const paceDepth = (room: Pick<Room, "connection">, depth: number): number =>
  depth + (transportOf(room)?.http?.isStreamed ? 1 : 0);

/** Returns the transport of a room that a `TransportClient` has joined; undefined for other rooms. */
export function transportOf({ connection }: Pick<Room, "connection">): ChoosingTransport | undefined {
  const { transport } = connection;
  return transport instanceof ChoosingTransport ? transport : undefined;
}
