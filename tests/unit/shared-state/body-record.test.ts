import { ByteReader, FrameError, ByteWriter, namesOf } from "@fray/netcode/core";
import { BODY_FIELDS } from "@fray/shared-state/schema/body-fields";
import { Player } from "@fray/shared-state/schema/player";
import { createFighter } from "@fray/shared-state/simulation/body";
import { BODY_LAYOUT } from "@fray/shared-state/sync/arena-records";
import fc from "fast-check";
import { expect, test } from "vitest";

import { anyFields, namesSentTo } from "../../support/declared-fields.ts";

const bytesOf = ({ bytes, length }: ByteWriter) => bytes.slice(0, length);
const anySeen = anyFields(namesSentTo("seen"));
const anyOwned = anyFields(namesSentTo("owner"));

test.for([
  ["a schema's instance", () => new Player()],
  ["a plain object", () => createFighter(0) as Player],
] as const)(
  "a body that changes in any way is the same, to the bit, to those who read its records from %s",
  ([, create]) => {
    fc.assert(
      fc.property(fc.array(anySeen, { maxLength: 20 }), (changes) => {
        // The schema snaps what is written into it, as a peer's does.
        const [sent, snapped, shown] = [create(), new Player(), new Player()];
        const [row, read] = [BODY_LAYOUT.createRow(), BODY_LAYOUT.createRow()];
        const writer = new ByteWriter();
        for (const change of changes) {
          Object.assign(sent, change);
          Object.assign(snapped, change);
          const groups = BODY_LAYOUT.update(row, sent);
          writer.clear();
          BODY_LAYOUT.writeUpdate(writer, row, groups);
          expect(writer.length).toBeLessThanOrEqual(BODY_LAYOUT.maxSeenBytes);
          const reader = new ByteReader(bytesOf(writer));
          BODY_LAYOUT.readSeen(reader, read, shown);
          expect(reader.isAtEnd).toBe(true);
          expect(shown.toJSON()).toEqual(snapped.toJSON());
          expect(BODY_LAYOUT.update(row, sent), "nothing has changed since").toBe(0);
        }
        // A session that has not seen it before gets all of it at once.
        const newcomer = new Player();
        writer.clear();
        BODY_LAYOUT.writeSeen(writer, row, BODY_LAYOUT.allGroups);
        expect(writer.length).toBeLessThanOrEqual(BODY_LAYOUT.maxSeenBytes);
        BODY_LAYOUT.readSeen(new ByteReader(bytesOf(writer)), BODY_LAYOUT.createRow(), newcomer);
        expect(newcomer.toJSON()).toEqual(snapped.toJSON());
      }),
    );
  },
);

test("the owner's fields arrive to the bit, and those that have not changed are not sent again", () => {
  fc.assert(
    fc.property(fc.array(anyOwned, { maxLength: 20 }), (changes) => {
      const [body, shown] = [new Player(), new Player()];
      const sent = BODY_LAYOUT.createSent();
      const writer = new ByteWriter();
      for (const change of [{}, ...changes]) {
        Object.assign(body, change);
        writer.clear();
        if (BODY_LAYOUT.writeOwner(writer, body, sent)) BODY_LAYOUT.readOwner(new ByteReader(bytesOf(writer)), shown);
        expect(writer.length).toBeLessThanOrEqual(BODY_LAYOUT.maxOwnerBytes);
        expect(shown.toJSON()).toEqual(body.toJSON());
        writer.clear();
        expect(BODY_LAYOUT.writeOwner(writer, body, sent)).toBe(false);
        expect(writer.length).toBe(0);
      }
    }),
  );
});

test("a plain body has the declared fields, and a schema's instance those that are sent, in the declared order", () => {
  const names = namesOf(BODY_FIELDS);
  expect(Object.keys(createFighter(1)).toSorted()).toEqual(names.toSorted());
  // In the same order as the schema's, the numbers of a plain body are objects on the heap, see `emptyBody`.
  expect(Object.keys(createFighter(1))).not.toEqual(names);
  const synced = namesSentTo("identity", "seen", "owner");
  expect(Object.keys(new Player().toJSON())).toEqual(synced);
});

test("numbers of any length are read as written, and none beyond the end", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 0xffff_ffff })), (numbers) => {
      const writer = new ByteWriter();
      for (const number of numbers) {
        writer.reserve(9);
        writer.varint(number);
        writer.uint32(number);
      }
      const reader = new ByteReader(bytesOf(writer));
      for (const number of numbers) expect([reader.varint(), reader.uint32()]).toEqual([number, number]);
      expect(() => reader.uint8()).toThrow(FrameError);
    }),
  );
});
