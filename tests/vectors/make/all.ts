import { records, views } from "./frames.ts";
import { inputs } from "./inputs.ts";
import { messages } from "./messages.ts";
import { quantizer, values } from "./quantizer.ts";
import { session } from "./session.ts";

/** The content of each file of vectors, by the file's name. */
const MAKERS = { values, quantizer, views, records, inputs, messages, session } as const;
export type VectorFile = keyof typeof MAKERS;
/** The shape of each file. */
export type Vectors = { readonly [Name in VectorFile]: ReturnType<(typeof MAKERS)[Name]> };
export const VECTOR_FILES = Object.keys(MAKERS) as VectorFile[];

export const pathOf = (name: VectorFile): URL => new URL(`../${name}.json`, import.meta.url);

/** The text of a file of vectors, with one vector per line. */
export const textOf = (name: VectorFile): string => `${write(MAKERS[name]())}\n`;

function write(value: object): string {
  if (Array.isArray(value)) return `[\n${value.map((item) => JSON.stringify(item)).join(",\n")}\n]`;
  const entries = Object.entries<unknown>({ ...value }).map(
    ([name, part]) => `${JSON.stringify(name)}: ${Array.isArray(part) ? write(part) : JSON.stringify(part)}`,
  );
  return `{\n${entries.join(",\n")}\n}`;
}
