import { t, type FieldBuilder } from "@colyseus/schema";

import type { Field, FieldType, ValueOf } from "./field.ts";

/** The builders of a schema's fields, by name, as `schema` takes them. */
type Builders<Declared extends Readonly<Record<keyof Declared, Field>>> = {
  [Name in keyof Declared]: FieldBuilder<ValueOf<Declared[Name]>, true>;
};

/** What a declaration's fields are to the framework, in its order. `ownerView` is the tag of those that the owner alone receives. */
export const schemaFields = <Declared extends Readonly<Record<keyof Declared, Field>>>(
  fields: Declared,
  ownerView: number,
): Builders<Declared> =>
  Object.fromEntries(
    Object.entries<Field>(fields).map(([name, { type, audience }]) => {
      const builder = type.kind === "boolean" ? t.boolean().default(false) : numberOf(type).default(0);
      if (audience === "owner") return [name, builder.view(ownerView)];
      return [name, audience === "server" ? builder.noSync() : builder];
    }),
  ) as Builders<Declared>;

function numberOf(type: Exclude<FieldType, { kind: "boolean" }>): FieldBuilder<number> {
  if (type.kind === "quantized") {
    const { min, max, bits, wraps = false } = type.range;
    return t.quantized({ min, max, bits, mode: wraps ? "wrap" : "clamp" });
  }
  return { 8: t.uint8, 16: t.uint16, 32: t.uint32 }[type.bits]();
}
