import { ConnectionWatch } from "@fray/netcode/client";
import { systemRuntime } from "@fray/netcode/core";
import { beforeEach, expect, test, vi } from "vitest";

const FRAME_MS = 16;
const HOLD_MS = 30_000;

let now = 0;
const reconnection = { isReconnecting: false, retryCount: 0, maxRetries: 0 };
const connection = { isOpen: true, close: vi.fn<(code?: number) => void>(() => (connection.isOpen = false)) };
const { close } = connection;
const runtime = { ...systemRuntime, now: () => now };
let watch: ConnectionWatch;

beforeEach(() => {
  now = 0;
  close.mockClear();
  Object.assign(reconnection, { isReconnecting: false, retryCount: 0 });
  connection.isOpen = true;
  const room = { reconnection, connection } as unknown as ConstructorParameters<typeof ConnectionWatch>[1];
  watch = new ConnectionWatch(runtime, room, { holdMs: HOLD_MS });
});

/** Draws frames for `ms`. */
function draw(ms: number): void {
  for (const end = now + ms; now < end;) {
    now += FRAME_MS;
    watch.check();
  }
}

test("two seconds without a message end a connection", () => {
  draw(1990);
  expect(close).not.toHaveBeenCalled();
  draw(100);
  expect(close).toHaveBeenCalledWith(4010);
});

test.for([2500, 60_000])(
  "a page that stands still for %i ms keeps its connection, as messages wait to be read",
  (ms) => {
    draw(500);
    watch.receive();
    now += ms;
    watch.check();
    draw(500);
    expect(close).not.toHaveBeenCalled();
    watch.receive();
    draw(1990);
    expect(close).not.toHaveBeenCalled();
  },
);

test("a connection that died during the standstill is still noticed", () => {
  now += 10_000;
  watch.check();
  draw(2000);
  expect(close).toHaveBeenCalledTimes(1);
});

test("an attempt that is not answered is ended after two seconds", () => {
  Object.assign(reconnection, { isReconnecting: true, retryCount: 1 });
  connection.isOpen = false;
  draw(1900);
  expect(close).not.toHaveBeenCalled();
  draw(200);
  expect(close).toHaveBeenCalledTimes(1);
});

test("attempts get more time, so that a server that answers after 4 s is reached", () => {
  connection.isOpen = false;
  let isReached = false;
  for (let retryCount = 1; retryCount < 8 && !isReached; retryCount++) {
    Object.assign(reconnection, { isReconnecting: true, retryCount });
    close.mockClear();
    draw(4000);
    isReached = close.mock.calls.length === 0;
  }
  expect(isReached).toBe(true);
  expect(now).toBeLessThan(HOLD_MS);
});

test("the client gives up when the server no longer holds its seat", () => {
  Object.assign(reconnection, { isReconnecting: true, retryCount: 1 });
  connection.isOpen = false;
  draw(HOLD_MS - 100);
  expect(reconnection.maxRetries).toBe(Infinity);
  close.mockClear();
  draw(200);
  expect(reconnection.maxRetries).toBe(0);
  expect(close).toHaveBeenCalled();
});
