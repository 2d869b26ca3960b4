import { Bytes } from "./bytes.ts";
import type { Scale } from "./quantized.ts";
import { State, type Content, type StructField, type Types } from "./state.ts";

export interface ReflectedField {
  readonly name: string;
  readonly type: string;
  readonly referencedType?: number;
  readonly childPrimitive?: string;
  readonly quantized?: Scale;
}

/** A reflection as it is read. */
export interface Reflected {
  readonly types: readonly { readonly id: number; readonly fields: readonly ReflectedField[] }[];
  readonly rootType?: number;
}

const plain = (name: string): Content => ({ kind: "plain", name });
const listOf = (type: number): Content => ({ kind: "array", child: { kind: "struct", type } });
const fieldsOf = (fields: Readonly<Record<string, Content>>): StructField[] =>
  Object.entries(fields).map(([name, content]) => ({ name, content }));

/** The types of a reflection itself. */
const REFLECTION: Types = new Map([
  [0, fieldsOf({ types: listOf(1), rootType: plain("number") })],
  [1, fieldsOf({ id: plain("number"), extendsId: plain("number"), fields: listOf(2) })],
  [
    2,
    fieldsOf({
      name: plain("string"),
      type: plain("string"),
      referencedType: plain("number"),
      childPrimitive: plain("string"),
      quantized: { kind: "struct", type: 3 },
    }),
  ],
  [3, fieldsOf({ min: plain("float64"), max: plain("float64"), bits: plain("uint8"), mode: plain("uint8") })],
]);

export function readReflection(bytes: Uint8Array): Reflected {
  const state = new State(REFLECTION, 0);
  state.patch(new Bytes(bytes));
  return state.plain() as Reflected;
}

/** The types that a reflection describes, for `State`. */
export const typesOf = ({ types }: Reflected): Types =>
  new Map(
    types.map(({ id, fields }) => [id, fields.map((field) => ({ name: field.name, content: contentOf(field) }))]),
  );

function contentOf({ type, referencedType, childPrimitive, quantized }: ReflectedField): Content {
  if (quantized) return { kind: "quantized", scale: quantized };
  if (referencedType === undefined) return plain(type);
  const child: Content =
    childPrimitive === undefined ? { kind: "struct", type: referencedType } : plain(childPrimitive);
  return type === "ref" ? child : { kind: type === "map" ? "map" : "array", child };
}
