import { t, type FieldBuilder } from "@colyseus/schema";

import type { Field, FieldType, ValueOf } from "./field.ts";

/** The builders of a schema's fields by name, in the form that `schema` takes. */
type Builders<Declared extends Readonly<Record<keyof Declared, Field>>> = {
  [Name in keyof Declared]: FieldBuilder<ValueOf<Declared[Name]>, true>;
};

/**
 * Converts the fields of a declaration to those of the framework's schema, in the same order. `ownerView` is the tag
 * of the fields that only the owner receives.
 */
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
