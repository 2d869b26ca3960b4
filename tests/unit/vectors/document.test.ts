import { CLOSE } from "@fray/shared-state/protocol/close-codes";
import { EVENT_LISTS } from "@fray/shared-state/protocol/events";
import { JoinOptions } from "@fray/shared-state/protocol/join-options";
import { JOIN_REFUSED } from "@fray/shared-state/protocol/join-refusals";
import { CLIENT_MESSAGES, NOTICE_CODES } from "@fray/shared-state/protocol/messages";
import { bodyFields } from "@fray/shared-state/schema/body-fields";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

import { views } from "../../vectors/make/frames.ts";
import { hexOf } from "../../vectors/make/hex.ts";
import { messages } from "../../vectors/make/messages.ts";
import { session } from "../../vectors/make/session.ts";
import { Bytes, bytesOfHex } from "../../vectors/reading/bytes.ts";
import { readReflection, type ReflectedField } from "../../vectors/reading/reflection.ts";

const DOCUMENT = new URL("../../../docs/protocol.md", import.meta.url);
/** Longest frame that the document shows as a whole, in bytes. */
const SHOWN_BYTES = 56;
const LINE_WIDTH = 118;
/** Code, server time and inputs processed. */
const HEAD_BYTES = 9;
const STEPS_PER_U = 256;

/** The types of the present state, one after the other. */
function typeList(): string {
  const { types } = readReflection(bytesOfHex(views().reflection));
  const blocks = types.map(({ id, fields }) => {
    const words = fields.map((field, index) => `${index} ${field.name}: ${typeName(field)}`);
    return [`type ${id}${id === 0 ? ", the root" : ""}`, ...wrapped(words)].join("\n");
  });
  return block(blocks);
}

function typeName({ type, referencedType = -1, childPrimitive, quantized }: ReflectedField): string {
  if (quantized) {
    const { min, max, bits, mode } = quantized;
    return `${min}..${max} in ${bits} bits${mode === 1 ? ", mode 1" : ""}`;
  }
  if (type === "ref") return `struct of type ${referencedType}`;
  if (referencedType >= 0) return `${type} of type ${referencedType}`;
  return childPrimitive === undefined ? type : `${type} of ${childPrimitive}`;
}

/** Joins words to indented lines. */
function wrapped(words: readonly string[]): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of words) {
    if (line !== "" && line.length + word.length > LINE_WIDTH) {
      lines.push(line);
      line = "";
    }
    line += line === "" ? `  ${word}` : `; ${word}`;
  }
  return [...lines, line];
}

/** A session with one frame per line, and what it is. */
function sessionList(): string {
  const lines = session().map(({ from, about, frame }) => {
    const shown = frame.length > 2 * SHOWN_BYTES ? `${frame.slice(0, 2 * SHOWN_BYTES)}…` : frame;
    return `${from}: ${about}\n  ${shown}`;
  });
  return block(lines);
}

/** The beginning of the first frame, with what its bytes mean. */
function greetingList(): string {
  const [{ frame } = { frame: "" }] = session();
  const bytes = new Bytes(bytesOfHex(frame));
  bytes.part(1);
  const [token, encoding] = [bytes.text(bytes.take("u8")), bytes.text(bytes.take("u8"))];
  const lengthAt = bytes.at;
  const length = bytes.number();
  const text = (value: string): string => `${hexOf(Uint8Array.of(value.length))} ${Buffer.from(value).toString("hex")}`;
  const lines = [
    ["0a", "JOIN_ROOM"],
    [text(token), `the token, "${token}"`],
    [text(encoding), `the encoding, "${encoding}"`],
    [frame.slice(2 * lengthAt, 2 * bytes.at), `a reflection of ${length} bytes follows`],
    ["   80 01", "the root, a Reflection: field 0, `types`, is object 1"],
    ["   ff 01", "to object 1, an array"],
    ["   80 00 02   ...", "index 0 is object 2, ..."],
    ["   ff 02   80 00   82 03", "object 2, a ReflectionType: `id` is 0, `fields` is object 3"],
    ["   ff 03   80 00 04   ...", "object 3, an array: index 0 is object 4, ..."],
    ["   ff 04   80 a4 726f6f6d", 'object 4, a ReflectionField: `name` is "room"'],
  ];
  return block(lines.map(([hex = "", about]) => `${hex.padEnd(26)}  ${about}`));
}

const block = (lines: readonly string[]): string => `\n\n\`\`\`\n${lines.join("\n")}\n\`\`\`\n\n`;

/** The patch in which everybody runs, with what its bytes mean. It sets places and nothing else. */
function patchList(): string {
  const { frame = "" } = session().find(({ about }) => about === "Everybody runs and turns.") ?? {};
  const places = frame.slice(2 * HEAD_BYTES).matchAll(/ff(..)81(....)82(....)/g);
  const uOf = (steps = ""): number => Buffer.from(steps, "hex").readUInt16LE() / STEPS_PER_U;
  const lines = Array.from(places, ([, object = "", x = "", y = ""]) => {
    const bytes = `ff ${object}   81 ${x}   82 ${y}`;
    return `    ${bytes}      to object ${Number.parseInt(object, 16)}, a body: x is ${uOf(x)} u, y is ${uOf(y)} u`;
  });
  const head = [frame.slice(0, 2), frame.slice(2, 10), frame.slice(10, 18)].join("  ");
  return block([`${head}            patch; server time; inputs processed`, ...lines]);
}

test("docs/protocol.md shows the present types and a session of the real encoders", async () => {
  const blocks = { types: typeList(), session: sessionList(), greeting: greetingList(), patch: patchList() };
  let document = readFileSync(DOCUMENT, "utf8");
  for (const [name, shown] of Object.entries(blocks)) {
    const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
    const [before = "", rest = ""] = document.split(start);
    document = `${before}${start}${shown}${end}${rest.split(end)[1] ?? ""}`;
  }
  await expect(document).toMatchFileSnapshot(DOCUMENT.pathname);
});

test("the bytes that docs/protocol.md explains are those of the session", () => {
  const frames = session().map(({ frame }) => frame);
  const [, explained = ""] = readFileSync(DOCUMENT, "utf8").split("<!-- /session -->");
  const blocks = Array.from(explained.matchAll(/```\n([^]*?)\n```/g), ([, block = ""]) => block);
  const runs = blocks.flatMap((block) => block.split("\n")).map(leadingHex);
  expect(runs.length).toBeGreaterThan(10);
  for (const run of runs)
    expect(
      frames.filter((frame) => run !== "" && frame.includes(run)),
      run,
    ).not.toEqual([]);
});

/** The bytes at the beginning of a line. */
function leadingHex(line: string): string {
  const words = line.trim().split(/\s+/);
  const end = words.findIndex((word) => !/^(?:[\da-f]{2})+$/.test(word));
  return words.slice(0, end).join("");
}

test("docs/protocol.md names every option, message, event, refusal and close code", () => {
  const document = readFileSync(DOCUMENT, "utf8");
  const names = [
    ...Object.keys(JoinOptions.shape),
    ...Object.keys(CLIENT_MESSAGES),
    ...messages().fromServer.map(({ type }) => type),
    ...NOTICE_CODES,
    ...EVENT_LISTS,
    ...bodyFields()
      .filter(({ field }) => field.audience === "owner")
      .map(({ name }) => name),
  ];
  expect(names.filter((name) => !document.includes(`\`${name}\``))).toEqual([]);
  const codes = [...Object.values(JOIN_REFUSED), ...Object.values(CLOSE)];
  expect(codes.filter((code) => !new RegExp(`\\b${code}\\b`).test(document))).toEqual([]);
});
