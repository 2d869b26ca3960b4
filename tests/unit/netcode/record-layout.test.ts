import {
  BOOLEAN,
  ByteReader,
  ByteWriter,
  emptyBody,
  type Field,
  type FieldType,
  fromSteps,
  type GroupCoding,
  namesOf,
  quantized,
  RecordLayout,
  scaleOf,
  toSteps,
  toWrappedSteps,
  UINT16,
  UINT32,
  UINT8,
} from "@fray/netcode/core";
import { tableFrom } from "@fray/shared-state/by-name";
import fc from "fast-check";
import { expect, expectTypeOf, test } from "vitest";

import { anyValueOf } from "../../support/declared-fields.ts";

const LENGTH = quantized({ min: -500, max: 500, bits: 16 });
const HEADING = quantized({ min: -Math.PI, max: Math.PI, bits: 8, wraps: true });
const GROUPS = { road: "pair", motion: "values", lamps: "values" } as const;
const seen = (type: FieldType, group: keyof typeof GROUPS): Field => ({ type, audience: "seen", group });

/** More fields and booleans than have reserved bits, as another game may have. */
const KART: Record<string, Field> = {
  id: { type: UINT16, audience: "identity" },
  along: seen(LENGTH, "road"),
  aside: seen(LENGTH, "road"),
  heading: seen(HEADING, "motion"),
  lap: seen(UINT32, "motion"),
  ...tableFrom(Array.from({ length: 20 }, (_, index) => [`lamp${index}`, seen(BOOLEAN, "lamps")])),
  ...tableFrom(
    Array.from({ length: 20 }, (_, index) => [`gauge${index}`, { type: UINT8, audience: "owner" } as const]),
  ),
  ...tableFrom(
    Array.from({ length: 10 }, (_, index) => [`tilt${index}`, { type: LENGTH, audience: "owner" } as const]),
  ),
  secret: { type: UINT16, audience: "server" },
};

const names = namesOf(KART);
const sentTo = (audience: Field["audience"]) => names.filter((name) => KART[name]?.audience === audience);
const anyKart = fc.record(tableFrom(names.map((name) => [name, anyValueOf(KART[name]?.type ?? BOOLEAN)])), {
  requiredKeys: [],
});

/** Returns the value as a reader decodes it. */
function arrived(name: string, value: number | boolean | undefined): number | boolean | undefined {
  const type = KART[name]?.type;
  if (type?.kind !== "quantized" || typeof value !== "number") return value;
  const { min, extent, span } = scaleOf(type.range);
  const convert = type.range.wraps ? toWrappedSteps : toSteps;
  return fromSteps(convert(value, min, extent, span), min, extent, span);
}

/** Returns a reader over the bytes that a writer writes. */
function written(write: (writer: ByteWriter) => void): ByteReader {
  const writer = new ByteWriter();
  write(writer);
  return new ByteReader(writer.bytes.slice(0, writer.length));
}

test("a declaration with more fields than have reserved bits is written and read, each field to its audience", () => {
  const layout = new RecordLayout(KART, GROUPS);
  const create = (): Record<string, number | boolean> & { id: number } => ({ ...emptyBody(KART, names), id: 1 });
  fc.assert(
    fc.property(fc.array(anyKart, { maxLength: 10 }), (changes) => {
      const [sent, shown, owned] = [create(), create(), create()];
      const [row, read] = [layout.createRow(), layout.createRow()];
      const told = layout.createSent();
      layout.update(row, sent);
      layout.readSeen(
        written((writer) => layout.writeSeen(writer, row, layout.allGroups)),
        read,
        shown,
      );
      for (const change of changes) {
        Object.assign(sent, change);
        const groups = layout.update(row, sent);
        const seenRecord = written((writer) => layout.writeUpdate(writer, row, groups));
        layout.readSeen(seenRecord, read, shown);
        const ownRecord = written((writer) => layout.writeOwner(writer, sent, told));
        if (!ownRecord.isAtEnd) layout.readOwner(ownRecord, owned);
        expect([seenRecord.isAtEnd, ownRecord.isAtEnd]).toEqual([true, true]);
        for (const name of sentTo("seen")) expect([name, shown[name]]).toEqual([name, arrived(name, sent[name])]);
        for (const name of sentTo("owner")) expect([name, owned[name]]).toEqual([name, arrived(name, sent[name])]);
      }
      for (const name of [...sentTo("owner"), ...sentTo("server")]) expect(shown[name]).toBe(create()[name]);
    }),
  );
});

test("an invalid declaration is refused at once, with the faulty field or group", () => {
  const place = { along: seen(LENGTH, "road"), aside: seen(LENGTH, "road") };
  const layoutOf = (fields: Record<string, Field>, groups: Record<string, GroupCoding>) => () =>
    new RecordLayout(fields, groups);
  expect(layoutOf({ ...place, lap: seen(UINT8, "motion") }, { road: "pair" })).toThrow(
    "lap: the layout has no such group",
  );
  expect(layoutOf({ along: seen(LENGTH, "road") }, { road: "pair" })).toThrow(
    "road: a pair must be two quantized fields",
  );
  expect(layoutOf(place, { a: "values", b: "values", c: "values", road: "values", e: "values" })).toThrow("4 groups");
  expect(layoutOf(place, { road: "pair", other: "pair" })).toThrow("at most one pair and 4 groups");
});

test("a field without its audience, or a public one without its group, does not compile", () => {
  expectTypeOf<{ type: typeof UINT8; audience: "seen"; group: "lamps" }>().toExtend<Field<"lamps">>();
  expectTypeOf<{ type: typeof UINT8; audience: "seen" }>().not.toExtend<Field>();
  expectTypeOf<{ type: typeof UINT8; audience: "seen"; group: "horns" }>().not.toExtend<Field<"lamps">>();
  expectTypeOf<{ type: typeof UINT8 }>().not.toExtend<Field>();
});
