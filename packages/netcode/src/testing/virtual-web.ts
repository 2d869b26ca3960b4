import { WebSocket as NodeWebSocket } from "ws";

import { fetchOver } from "./virtual-fetch.ts";
import type { VirtualNetwork } from "./virtual-network.ts";

let network: VirtualNetwork | undefined;
const platformFetch = globalThis.fetch;
/** Node's type of the options and that of browsers differ. */
const PlatformWebSocket: new (url: string, options?: never) => WebSocket = globalThis.WebSocket;

/**
 * Colyseus' SDK reads `WebSocket` when it is imported. So this class stands there from the first import of this
 * module on, and behaves like the platform's one as long as no network is used.
 */
class DialingWebSocket {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSING = 2;
  static readonly CLOSED = 3;

  /** The second argument is a list of subprotocols, or options as Node's WebSockets take them. */
  constructor(url: string, options: string | string[] | { headers?: Record<string, string> } = []) {
    const dialled = new URL(url);
    const used = network;
    // A constructor may return another object, and callers use no more than the interface of a WebSocket.
    if (!used?.has(dialled.hostname)) return new PlatformWebSocket(url, options as never);
    const isProtocols = typeof options === "string" || Array.isArray(options);
    const { headers } = isProtocols ? {} : options;
    return new PlatformLikeWebSocket(url, isProtocols ? options : [], {
      perMessageDeflate: false,
      ...(headers && { headers }),
      createConnection: () => used.connect(dialled, { isWebSocket: true }) as never,
    });
  }
}

/** Gives its owner nothing any more once it has begun to close, as browsers and Node's own client do, and `ws` does not. */
class PlatformLikeWebSocket extends NodeWebSocket {
  override emit(event: string | symbol, ...args: unknown[]): boolean {
    if (event === "message" && this.readyState !== this.OPEN) return false;
    return super.emit(event, ...args);
  }
}

/** `fetch` over the network for its hosts, and the platform's one for all others. */
function dialingFetch(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  const asked = new Request(input, init);
  const url = new URL(asked.url);
  const used = network;
  return used?.has(url.hostname) ? fetchOver(() => used.connect(url), asked) : platformFetch(asked);
}

Object.assign(globalThis, { WebSocket: DialingWebSocket, fetch: dialingFetch });

/** Hosts of this network are dialled in this process from now on; undefined for none. */
export function useNetwork(next: VirtualNetwork | undefined): void {
  network = next;
}
