import type { Room } from "@colyseus/sdk";

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
export function simulateDelay({ connection }: Pick<Room, "connection">, line: SimulatedDelay): void {
  const inward = createLane(line);
  const outward = createLane(line);
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

function createLane({ roundTripMs, jitterMs }: SimulatedDelay): Lane {
  const waiting: { readonly due: number; readonly deliver: () => void }[] = [];
  let timer: NodeJS.Timeout | undefined;
  const pump = (): void => {
    for (let head = waiting[0]; head; head = waiting[0]) {
      const waitMs = head.due - performance.now();
      if (waitMs > 0) {
        timer = setTimeout(pump, waitMs);
        return;
      }
      waiting.shift();
      head.deliver();
    }
    timer = undefined;
  };
  return (deliver) => {
    const delayMs = (roundTripMs + (Math.random() * 2 - 1) * jitterMs) / 2;
    waiting.push({ due: performance.now() + delayMs, deliver });
    timer ??= setTimeout(pump, delayMs);
  };
}
