import { RecordingPort, writeFrom } from "@fray/server/internal/replays/recording-port";
import type { RecordingPart, ReplayThread } from "@fray/server/internal/replays/replay-thread";
import { MessageChannel, receiveMessageOnPort, type MessagePort } from "node:worker_threads";
import { afterEach, expect, test } from "vitest";

import { HandClock } from "../../support/hand-clock.ts";

const opened: MessagePort[] = [];
afterEach(() => {
  for (const port of opened.splice(0)) port.close();
});

function openPort() {
  const { port1, port2 } = new MessageChannel();
  opened.push(port1, port2);
  const clock = new HandClock();
  return { clock, port: new RecordingPort(port1, clock), thread: port2 };
}

const second = (byte: number): RecordingPart => ({ type: "second", log: Uint8Array.of(byte) });
const received = (thread: MessagePort): unknown => receiveMessageOnPort(thread)?.message;

test("the parts of all rooms wait for each other for a tenth of a second, and go in one message", () => {
  const { clock, port, thread } = openPort();
  void port.write("a", [second(1)]);
  clock.pass(60);
  void port.write("b", [second(2)]);
  clock.pass(39);
  expect(received(thread)).toBeUndefined();
  clock.pass(1);
  const written = [
    { recording: "a", parts: [second(1)] },
    { recording: "b", parts: [second(2)] },
  ];
  expect(received(thread)).toEqual({ written });
  clock.pass(1000);
  expect(received(thread)).toBeUndefined();
});

test("a call comes after everything that was written before it", () => {
  const { clock, port, thread } = openPort();
  void port.write("a", [second(1)]);
  port.calls.postMessage("call");
  void port.write("a", [second(2)]);
  clock.pass(100);
  expect([received(thread), received(thread), received(thread)]).toEqual([
    { written: [{ recording: "a", parts: [second(1)] }] },
    "call",
    { written: [{ recording: "a", parts: [second(2)] }] },
  ]);
});

test("a recording that ends is answered, and one that can't be written fails with its reason", async () => {
  const { clock, port, thread } = openPort();
  const done: string[] = [];
  const write: ReplayThread["write"] = async (id, parts) => {
    if (id === "full") throw new Error("no space");
    done.push(...parts.map(({ type }) => `${id} ${type}`));
  };
  writeFrom(thread, { write });
  const failed = expect(port.write("full", [second(1)])).rejects.toThrow("no space");
  const ended = port.write("a", [second(1), { type: "end", isCut: false }]);
  clock.pass(100);
  await Promise.all([failed, ended]);
  expect(done).toEqual(["a second", "a end"]);
});

test("parts that can't be sent end their own recording, and no other", async () => {
  const { clock, port, thread } = openPort();
  const log = Uint8Array.of(1);
  const twice: RecordingPart[] = [
    { type: "second", log },
    { type: "second", log },
  ];
  const failed = expect(port.write("bad", twice)).rejects.toThrow();
  void port.write("good", [second(2)]);
  clock.pass(100);
  await failed;
  expect(received(thread)).toEqual({ written: [{ recording: "good", parts: [second(2)] }] });
});
