import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

import { views } from "../../vectors/make/frames.ts";
import { session } from "../../vectors/make/session.ts";
import { bytesOfHex } from "../../vectors/reading/bytes.ts";
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
  return `\n\n\`\`\`\n${blocks.join("\n")}\n\`\`\`\n\n`;
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
  return `\n\n\`\`\`\n${lines.join("\n")}\n\`\`\`\n\n`;
}

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
  return `\n\n\`\`\`\n${head}            patch; server time; inputs processed\n${lines.join("\n")}\n\`\`\`\n\n`;
}

test("docs/protocol.md shows the present types and a session of the real encoders", async () => {
  const blocks = { types: typeList(), session: sessionList(), patch: patchList() };
  let document = readFileSync(DOCUMENT, "utf8");
  for (const [name, block] of Object.entries(blocks)) {
    const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
    const [before = "", rest = ""] = document.split(start);
    document = `${before}${start}${block}${end}${rest.split(end)[1] ?? ""}`;
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
