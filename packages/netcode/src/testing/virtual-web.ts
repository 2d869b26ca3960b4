import { request } from "node:http";
import { WebSocket as NodeWebSocket } from "ws";

import type { VirtualNetwork } from "./virtual-network.ts";

let network: VirtualNetwork | undefined;
const platformFetch = globalThis.fetch;
const PlatformWebSocket = globalThis.WebSocket;

/**
 * Colyseus' SDK reads `WebSocket` when it is imported. So this class stands there from the first import of this
 * module on, and behaves like the platform's one as long as no network is used.
 */
class DialingWebSocket {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSING = 2;
  static readonly CLOSED = 3;

  constructor(url: string, options?: string | string[] | { headers?: Record<string, string> }) {
    const { hostname } = new URL(url);
    // A constructor may return another object, and callers use no more than the interface of a WebSocket.
    if (!network?.has(hostname)) return new PlatformWebSocket(url, options as string) as unknown as DialingWebSocket;
    const headers = typeof options === "object" && "headers" in options ? options.headers : undefined;
    return new NodeWebSocket(url, {
      perMessageDeflate: false,
      ...(headers && { headers }),
      createConnection: () => network?.connect(hostname) as never,
    }) as unknown as DialingWebSocket;
  }
}

/** `fetch` over the network for its hosts, and the platform's one for all others. */
async function dialingFetch(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  const asked = new Request(input, init);
  const url = new URL(asked.url);
  const { hostname } = url;
  if (!network?.has(hostname)) return platformFetch(asked);
  const body = Buffer.from(await asked.arrayBuffer());
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        hostname,
        port: url.port,
        path: `${url.pathname}${url.search}`,
        method: asked.method,
        headers: {
          ...Object.fromEntries(asked.headers),
          "content-length": String(body.length),
          // A kept connection would carry later requests past a cut of the link.
          connection: "close",
        },
        createConnection: () => network?.connect(hostname) as never,
      },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on("data", (chunk: Buffer) => chunks.push(chunk));
        answer.on("error", reject);
        answer.on("end", () => {
          const status = answer.statusCode ?? 500;
          const headers = Object.entries(answer.headers).map(([name, value]): [string, string] => [
            name,
            String(value),
          ]);
          const isEmpty = status === 204 || status === 304;
          resolve(new Response(isEmpty ? null : Buffer.concat(chunks), { status, headers }));
        });
      },
    );
    sent.on("error", (error) => reject(new TypeError("fetch failed", { cause: error })));
    asked.signal.addEventListener("abort", () => {
      sent.destroy();
      reject(asked.signal.reason as Error);
    });
    sent.end(body);
  });
}

Object.assign(globalThis, { WebSocket: DialingWebSocket, fetch: dialingFetch });

/** Hosts of this network are dialled in this process from now on; undefined for none. */
export function useNetwork(next: VirtualNetwork | undefined): void {
  network = next;
}
