import { systemRuntime } from "@fray/netcode/core";
import { LogDestination, type Write } from "@fray/server/internal/logging/log-destination";
import { expect, test } from "vitest";

/** A place to write to that finishes a piece when it is told to. */
function scripted() {
  const pieces: { text: string; finish: (error?: Error) => void }[] = [];
  const recovered: number[] = [];
  const write: Write = (bytes, done) => pieces.push({ text: bytes.toString(), finish: (error) => done(error) });
  const destination = new LogDestination({
    write,
    runtime: systemRuntime,
    maxWaitingBytes: 20,
    onRecovered: (lost) => recovered.push(lost),
  });
  return { destination, pieces, recovered };
}

test("lines are written in order, one piece at a time", () => {
  const { destination, pieces } = scripted();
  for (const line of ["one\n", "two\n", "three\n"]) destination.write(line);
  expect(pieces.map(({ text }) => text)).toEqual(["one\n"]);
  pieces[0]?.finish();
  expect(pieces.map(({ text }) => text)).toEqual(["one\n", "two\nthree\n"]);
});

test("a stopped reader costs lines, and once it reads again one line gives their number", () => {
  const { destination, pieces, recovered } = scripted();
  for (let index = 0; index < 10; index++) destination.write("1234\n");
  expect(destination.lost).toBe(6);
  expect(recovered).toEqual([]);
  while (pieces.length > 0) pieces.shift()?.finish();
  expect(recovered).toEqual([6]);
  destination.write("more\n");
  pieces.shift()?.finish();
  expect(recovered).toEqual([6]);
});

test("a full disk costs the lines that it refuses, and no later ones once it has space", () => {
  const { destination, pieces, recovered } = scripted();
  destination.write("one\n");
  destination.write("two\n");
  pieces.shift()?.finish(new Error("ENOSPC"));
  pieces.shift()?.finish(new Error("ENOSPC"));
  expect({ lost: destination.lost, recovered, isWriting: destination.isWriting }).toEqual({
    lost: 2,
    recovered: [],
    isWriting: false,
  });
  destination.write("three\n");
  expect(pieces.map(({ text }) => text)).toEqual(["three\n"]);
  pieces.shift()?.finish();
  expect(recovered).toEqual([2]);
});

test("a wait for the last lines ends when they are written, or at its timeout", async () => {
  const { destination, pieces } = scripted();
  await destination.flush(1);
  destination.write("last\n");
  let isOut = false;
  const flushed = destination.flush(60_000).then(() => (isOut = true));
  await Promise.resolve();
  expect(isOut).toBe(false);
  pieces.shift()?.finish();
  await flushed;
  destination.write("never\n");
  await destination.flush(1);
  expect(destination.isWriting).toBe(true);
});
