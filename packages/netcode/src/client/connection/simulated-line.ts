import type { Room } from "@colyseus/sdk";

/** A line worse than the real one. */
export interface SimulatedLine {
  /** Added to the round trip, half of it each way. */
  readonly roundTripMs: number;
  /** The round trip varies by up to this much either way. */
  readonly jitterMs: number;
}

type Lane = (deliver: () => void) => void;

/**
 * Makes late what goes over a room's connection from now on, both ways and in order, as TCP keeps it. The SDK's own
 * simulator needs a page to run in.
 */
export function simulateLine({ connection }: Pick<Room, "connection">, line: SimulatedLine): void {
  const inward = createLane(line);
  const outward = createLane(line);
  const { onmessage, onclose } = connection.events;
  Object.assign(connection.events, {
    onmessage: (message: unknown) => inward(() => onmessage?.(message)),
    // After what was said before it.
    onclose: (event: unknown) => inward(() => onclose?.(event)),
  });
  const send = connection.send.bind(connection);
  connection.send = (data) => {
    // The SDK writes its next message over this one.
    const copy = Uint8Array.from(data);
    outward(() => {
      if (connection.isOpen) send(copy);
    });
  };
}

function createLane({ roundTripMs, jitterMs }: SimulatedLine): Lane {
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
