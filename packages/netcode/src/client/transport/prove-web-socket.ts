import { Protocol } from "@colyseus/sdk";

import type { Runtime } from "../../core/runtime.ts";
import type { SdkEvents, SdkTransportClass } from "./sdk-transport.ts";

const LIMIT_MS = 3000;

/** Whether a WebSocket to the server of a room passes, in both directions. It is not one to the room itself. */
export function proveWebSocket(runtime: Runtime, WebSocketClass: SdkTransportClass, roomUrl: string): Promise<boolean> {
  const url = new URL(roomUrl);
  url.search = "";
  // The server answers a ping at the address without process and room.
  url.pathname = url.pathname.split("/").slice(0, -2).join("/") || "/";
  return new Promise((resolve) => {
    const settle = (isProven: boolean): void => {
      limit.cancel();
      resolve(isProven);
      Object.assign(events, { onopen: undefined, onmessage: undefined, onerror: undefined, onclose: undefined });
      if (hasBegun) socket.close();
    };
    const limit = runtime.setTimeout(() => settle(false), LIMIT_MS, { background: true });
    const events: SdkEvents = {
      onopen: () => socket.send(Uint8Array.of(Protocol.PING)),
      onmessage: () => settle(true),
      // A browser reports an error only together with a close.
      onerror: () => {},
      onclose: () => settle(false),
    };
    const socket = new WebSocketClass(events);
    let hasBegun = false;
    try {
      socket.connect(url.href);
      hasBegun = true;
    } catch {
      settle(false);
    }
  });
}
