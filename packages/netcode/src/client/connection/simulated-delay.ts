import type { Room } from "@colyseus/sdk";

import type { Runtime, Timer } from "../../core/runtime.ts";

/** Delays to add to a connection. */
export interface SimulatedDelay {
  /** Added to the round trip, half in each direction. */
  readonly roundTripMs: number;
  /** The round trip varies by up to this much in either direction. */
  readonly jitterMs: number;
}

type Lane = (deliver: () => void) => void;

/**
 * Delays everything that a room's connection sends and receives from now on. The order stays, as with TCP. The SDK's
 * own simulator needs a browser page.
 */
export function simulateDelay(runtime: Runtime, { connection }: Pick<Room, "connection">, line: SimulatedDelay): void {
  const inward = createLane(runtime, line);
  const outward = createLane(runtime, line);
  const { onmessage, onclose } = connection.events;
  Object.assign(connection.events, {
    onmessage: (message: unknown) => inward(() => onmessage?.(message)),
    // The close event comes after the messages that were received before it.
    onclose: (event: unknown) => inward(() => onclose?.(event)),
  });
  const send = connection.send.bind(connection);
  connection.send = (data) => {
    // A copy: the SDK writes its next message into the same buffer.
    const copy = Uint8Array.from(data);
    outward(() => {
      if (connection.isOpen) send(copy);
    });
  };
}

function createLane(runtime: Runtime, { roundTripMs, jitterMs }: SimulatedDelay): Lane {
  const waiting: { readonly due: number; readonly deliver: () => void }[] = [];
  let timer: Timer | undefined;
  const pump = (): void => {
    for (let head = waiting[0]; head; head = waiting[0]) {
      const waitMs = head.due - runtime.now();
      if (waitMs > 0) {
        timer = runtime.setTimeout(pump, waitMs);
        return;
      }
      waiting.shift();
      head.deliver();
    }
    timer = undefined;
  };
  return (deliver) => {
    const delayMs = (roundTripMs + (runtime.random() * 2 - 1) * jitterMs) / 2;
    waiting.push({ due: runtime.now() + delayMs, deliver });
    timer ??= runtime.setTimeout(pump, delayMs);
  };
}
