import { Bytes, bytesOfHex } from "../reading/bytes.ts";
import { readReflection, type ReflectedField } from "../reading/reflection.ts";
import { views } from "./frames.ts";
import { hexOf } from "./hex.ts";
import { session } from "./session.ts";

/** Longest frame that the document shows as a whole, in bytes. */
const SHOWN_BYTES = 56;
const LINE_WIDTH = 118;
/** Code, server time and inputs processed. */
const HEAD_BYTES = 9;
const STEPS_PER_U = 256;

/** The types of the present state, one after the other. */
function typeList(): string {
  const { types } = readReflection(bytesOfHex(views().reflection));
  const lists = types.map(({ id, fields }) => {
    const words = fields.map((field, index) => `${index} ${field.name}: ${typeName(field)}`);
    return [`type ${id}${id === 0 ? ", the root" : ""}`, ...wrapped(words)].join("\n");
  });
  return codeBlock(lists);
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
  return codeBlock(lines);
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
  return codeBlock(lines.map(([hex = "", about]) => `${hex.padEnd(26)}  ${about}`));
}

const codeBlock = (lines: readonly string[]): string => `\n\n\`\`\`\n${lines.join("\n")}\n\`\`\`\n\n`;

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
  return codeBlock([`${head}            patch; server time; inputs processed`, ...lines]);
}

export const DOCUMENT = new URL("../../../docs/protocol.md", import.meta.url);

/** Returns the document with the present bytes in the places that show some. */
export function withShownParts(document: string): string {
  const parts = { types: typeList(), session: sessionList(), greeting: greetingList(), patch: patchList() };
  let shown = document;
  for (const [name, part] of Object.entries(parts)) {
    const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
    const [before = "", rest = ""] = shown.split(start);
    shown = `${before}${start}${part}${end}${rest.split(end)[1] ?? ""}`;
  }
  return shown;
}
