import { type Field, type FieldType, fromSteps, scaleOf } from "@fray/netcode/core";
import { BODY_FIELDS, bodyFields, type BodyFieldName } from "@fray/shared-state/schema/body-fields";
import fc from "fast-check";

/** The names of a body's fields that are sent to these audiences, as declared. */
export const namesSentTo = (...audiences: readonly Field["audience"][]): BodyFieldName[] =>
  bodyFields().flatMap(({ name, field }) => (audiences.includes(field.audience) ? [name] : []));

/** Any value that a field may be given, those out of its range as well where it has one. */
export function anyValueOf(type: FieldType): fc.Arbitrary<number | boolean> {
  if (type.kind === "boolean") return fc.boolean();
  if (type.kind === "integer") return fc.integer({ min: 0, max: 2 ** type.bits - 1 });
  const { min, max } = type.range;
  const margin = (max - min) / 4;
  return fc.oneof(
    fc.double({ min: min - margin, max: max + margin, noNaN: true }),
    // Values close to each other are sent as steps.
    fc.double({ min: (min + max) / 2, max: (min + max) / 2 + margin / 64, noNaN: true }),
  );
}

/** Any of those fields, with any values. */
export const anyFields = (
  names: readonly BodyFieldName[],
): fc.Arbitrary<Partial<Record<BodyFieldName, number | boolean>>> =>
  fc.record(Object.fromEntries(names.map((name) => [name, anyValueOf(BODY_FIELDS[name].type)])), { requiredKeys: [] });

/** A value other than `before` that is the same after it has crossed the wire. */
export function otherValueOf(type: FieldType, before: number | boolean): number | boolean {
  if (type.kind === "boolean") return before === false;
  if (type.kind === "integer") return before === 101 ? 102 : 101;
  const { min, extent, span } = scaleOf(type.range);
  const value = fromSteps(101, min, extent, span);
  return value === before ? fromSteps(102, min, extent, span) : value;
}
