import type { Client } from "@colyseus/core";
import { writeAtOnce } from "@fray/netcode/server";
import { Writable } from "node:stream";
import { expect, test } from "vitest";

/** A client whose line notes what leaves in each system call. */
function clientWithLine(): { client: Client; line: Writable; calls: string[] } {
  const calls: string[] = [];
  const line = new Writable({
    decodeStrings: false,
    write(chunk: string, _encoding, done) {
      calls.push(chunk);
      done();
    },
    writev(chunks, done) {
      calls.push(chunks.map(({ chunk }) => String(chunk)).join("+"));
      done();
    },
  });
  return { client: { ref: { _socket: line } } as unknown as Client, line, calls };
}

test("the patch and the events of a tick leave in one write to each client", () => {
  const [one, other] = [clientWithLine(), clientWithLine()];
  writeAtOnce([one.client, other.client], () => {
    for (const { line } of [one, other]) line.write("patch");
    one.line.write("events");
  });
  expect(one.calls).toEqual(["patch+events"]);
  expect(other.calls).toEqual(["patch"]);
});

test("a tick that fails while sending holds nothing back, and a client without a connection is skipped", () => {
  const { client, line, calls } = clientWithLine();
  const gone = { ref: { _socket: null } } as unknown as Client;
  const fail = () =>
    writeAtOnce([gone, client], () => {
      line.write("patch");
      throw new Error("bug");
    });
  expect(fail).toThrow("bug");
  line.write("goodbye");
  expect(calls).toEqual(["patch", "goodbye"]);
});
