import { parseCommand } from "@fray/bot-client/internal/exec/command";
import { LineReader, TOO_LONG } from "@fray/bot-client/internal/exec/line-reader";
import fc from "fast-check";
import { expect, test } from "vitest";

/** All lines of chunks that come one after the other. */
function readAll(chunks: readonly Buffer[], { maxBytes = 1000, limit = Infinity } = {}) {
  const reader = new LineReader(maxBytes);
  return chunks.map((chunk) => reader.read(chunk, limit));
}

const lines = fc.array(fc.string({ unit: "grapheme" }).filter((line) => !line.includes("\n")));

test("lines come out complete, wherever the pipe cuts them", () => {
  fc.assert(
    fc.property(lines, fc.array(fc.nat(30)), (printed, cuts) => {
      let rest = Buffer.from(printed.map((line) => `${line}\n`).join(""));
      const chunks: Buffer[] = [];
      for (const cut of cuts) {
        chunks.push(rest.subarray(0, cut));
        rest = rest.subarray(cut);
      }
      chunks.push(rest);
      expect(readAll(chunks).flatMap((read) => read.lines)).toEqual(printed);
    }),
  );
});

test("an endless line is not stored, and the next one is read normally", () => {
  const endless = Array.from({ length: 100 }, () => Buffer.alloc(500, "x"));
  const read = readAll([...endless, Buffer.from("x\nnext\n")]);
  expect(read.flatMap((chunk) => chunk.lines)).toEqual([TOO_LONG, "next"]);
});

test("lines beyond the limit are thrown away, and the unfinished one is kept", () => {
  const [flood, after] = readAll([Buffer.from(`${"a\n".repeat(1000)}be`), Buffer.from("gun\n")], { limit: 3 });
  expect(flood).toEqual({ lines: ["a", "a", "a"], isCut: true });
  expect(after).toEqual({ lines: ["begun"], isCut: false });
});

test("a command line is split as a shell does, including quotes", () => {
  expect(parseCommand(`python3 "my bots/a.py" --name 'Big Bot' -v`)).toEqual({
    file: "python3",
    args: ["my bots/a.py", "--name", "Big Bot", "-v"],
  });
  expect(parseCommand("  ")).toBeUndefined();
});
