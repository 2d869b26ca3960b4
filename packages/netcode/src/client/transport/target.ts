import type { SdkTransportClass } from "./sdk-transport.ts";
import type { TransportChoice } from "./transport-choice.ts";

/** Where a connection leads, and how it may get there. */
export interface Target {
  readonly choice: TransportChoice;
  readonly WebSocketClass: SdkTransportClass;
  /** The address of the room's WebSocket, and the headers for it. */
  readonly url: string;
  readonly headers: unknown;
  /** The token with which the client takes its place again; undefined when it can't. */
  readonly token: () => string | undefined;
}
