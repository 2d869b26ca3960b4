import type { Bytes } from "./bytes.ts";
import { valueOf, type Scale } from "./quantized.ts";

/** What a field or an entry contains: a plain value, or an object with its content. */
export type Content =
  | { readonly kind: "plain"; readonly name: string }
  | { readonly kind: "quantized"; readonly scale: Scale }
  | { readonly kind: "struct"; readonly type: number }
  | { readonly kind: "map" | "array"; readonly child: Content };
type ObjectContent = Exclude<Content, { readonly kind: "plain" | "quantized" }>;

export interface StructField {
  readonly name: string;
  readonly content: Content;
}
export type Types = ReadonlyMap<number, readonly StructField[]>;

/** An object of the state. Entries are by field, by key or by index. */
class Node {
  readonly entries = new Map<string | number, unknown>();
  /** Keys of a map by their numbers. */
  readonly keys = new Map<number, string>();
  readonly number: number;
  readonly content: ObjectContent;

  constructor(number: number, content: ObjectContent) {
    this.number = number;
    this.content = content;
  }

  plain(): unknown {
    const entries = Array.from(this.entries, ([key, value]) => [key, value instanceof Node ? value.plain() : value]);
    if (this.content.kind !== "array") return Object.fromEntries(entries);
    return entries.toSorted(([a], [b]) => Number(a) - Number(b)).map(([, value]) => value);
  }
}

const SWITCH = 255;
const OPERATION = { add: 0x80, delete: 0x40, clear: 10, deleteByNumber: 33 } as const;

/** Reads patches as docs/protocol.md describes them, without any code of the game or the framework. */
export class State {
  /** How often each operation was read, by the kind of object. */
  readonly seen = new Map<string, number>();
  readonly #types: Types;
  #root: Node;
  #nodes = new Map<number, Node>();

  constructor(types: Types, rootType: number) {
    this.#types = types;
    this.#root = new Node(0, { kind: "struct", type: rootType });
    this.reset();
  }

  /** Forgets everything. A full state follows. */
  reset(): void {
    this.#root = new Node(0, this.#root.content);
    this.#nodes = new Map([[0, this.#root]]);
  }

  /** The state as objects, lists and values. */
  plain(): unknown {
    return this.#root.plain();
  }

  patch(bytes: Bytes): void {
    let node = this.#root;
    while (!bytes.isAtEnd) {
      const head = bytes.take("u8");
      if (head === SWITCH) {
        closeGaps(node);
        node = this.#find(bytes.number());
      } else this.#change(node, head, bytes);
    }
    closeGaps(node);
    this.#nodes = new Map(reachable(this.#root).map((each) => [each.number, each]));
  }

  #change(node: Node, head: number, bytes: Bytes): void {
    const { content, entries, keys } = node;
    const operation = content.kind === "struct" ? head & 0xc0 : head;
    const name = `${content.kind} ${operation}`;
    this.seen.set(name, (this.seen.get(name) ?? 0) + 1);
    if (content.kind === "struct") {
      const field = this.#types.get(content.type)?.[head & 0x3f];
      if (!field) throw new Error(`type ${content.type} has no field ${head & 0x3f}`);
      if (operation === OPERATION.delete) entries.delete(field.name);
      else entries.set(field.name, this.#read(field.content, bytes));
      return;
    }
    if (operation === OPERATION.clear) {
      entries.clear();
      return;
    }
    const number = bytes.number();
    if (content.kind === "map") {
      if (operation & OPERATION.add) keys.set(number, bytes.string());
      const key = keys.get(number) ?? "";
      if (operation === OPERATION.delete) entries.delete(key);
      else entries.set(key, this.#read(content.child, bytes));
    } else if (operation === OPERATION.deleteByNumber) {
      for (const [index, value] of entries) if (value instanceof Node && value.number === number) entries.delete(index);
    } else if (operation === OPERATION.delete) entries.delete(number);
    else {
      const value = this.#read(content.child, bytes);
      if (operation === OPERATION.add && entries.has(number) && entries.get(number) !== value) shift(entries, number);
      entries.set(number, value);
    }
  }

  #read(content: Content, bytes: Bytes): unknown {
    switch (content.kind) {
      case "plain":
        return readPlain(content.name, bytes);
      case "quantized":
        return valueOf(
          bytes.take(content.scale.bits === 8 ? "u8" : content.scale.bits === 16 ? "u16" : "u32"),
          content.scale,
        );
      default: {
        const number = bytes.number();
        const node = this.#nodes.get(number) ?? new Node(number, content);
        this.#nodes.set(number, node);
        return node;
      }
    }
  }

  #find(number: number): Node {
    const node = this.#nodes.get(number);
    if (!node) throw new Error(`there is no object ${number}`);
    return node;
  }
}

const FORMATS = {
  int8: "i8",
  uint8: "u8",
  int16: "i16",
  uint16: "u16",
  int32: "i32",
  uint32: "u32",
  int64: "i64",
  uint64: "u64",
  float32: "f32",
  float64: "f64",
} as const;

function readPlain(name: string, bytes: Bytes): unknown {
  if (name === "string") return bytes.string();
  if (name === "number") return bytes.number();
  if (name === "boolean") return bytes.take("u8") > 0;
  if (!(name in FORMATS)) throw new Error(`${name} is no type of value`);
  return bytes.take(FORMATS[name as keyof typeof FORMATS]);
}

/** Moves the entries of an array from an index on by one place. */
function shift(entries: Map<string | number, unknown>, from: number): void {
  for (const index of [...entries.keys()].map(Number).toSorted((a, b) => b - a)) {
    if (index >= from) entries.set(index + 1, entries.get(index));
  }
}

/** Closes the gaps that deletions have left in an array. */
function closeGaps({ content, entries }: Node): void {
  if (content.kind !== "array") return;
  const values = [...entries].toSorted(([a], [b]) => Number(a) - Number(b)).map(([, value]) => value);
  entries.clear();
  for (const [index, value] of values.entries()) entries.set(index, value);
}

const reachable = (node: Node): Node[] => [
  node,
  ...[...node.entries.values()].flatMap((value) => (value instanceof Node ? reachable(value) : [])),
];
